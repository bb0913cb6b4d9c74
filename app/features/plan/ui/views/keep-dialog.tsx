/** Keeps what is looked at now under a name. */
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Checkbox } from '~/ui/choice';
import { Dialog } from '~/ui/dialog';
import { Notice } from '~/ui/notice';
import { TextInput } from '~/ui/text-input';
import type { Outcome } from '../../problems';
import { viewLimits } from '../../views';

interface Props {
  partnershipId: string;
  query: string;
  mayShare: boolean;
  onClose: () => void;
}

export function KeepDialog({ partnershipId, query, mayShare, onClose }: Props) {
  const t = useT('plan');
  const announce = useAnnounce();
  const fetcher = useFetcher<Outcome>();
  const { data, state } = fetcher;
  const done = data?.ok === true && state === 'idle';
  useEffect(() => {
    if (!done) return;
    announce(t('views.kept'));
    onClose();
  }, [done, announce, onClose, t]);
  const problems = data && !data.ok && state === 'idle' ? data.problems : {};
  const whole = problems[''] ?? problems.query ?? problems.shared;
  return (
    <Dialog open onClose={onClose} title={t('views.keep')}>
      <fetcher.Form method="post" action={`/p/${partnershipId}/plan/decide`}>
        <input type="hidden" name="intent" value="keep-view" />
        <input type="hidden" name="query" value={query} />
        {whole ? (
          <Notice tone="danger" live className="mb-4">
            {t(whole)}
          </Notice>
        ) : null}
        <TextInput
          name="name"
          label={t('views.name')}
          maxLength={viewLimits.name}
          error={problems.name && t(problems.name)}
          required
          autoComplete="off"
        />
        {mayShare ? <Checkbox name="shared" label={t('views.share')} /> : null}
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button type="submit" look="primary" pending={state !== 'idle'}>
            {t('save')}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  );
}
