/** One's own views: another name, for everybody or not, the one that opens first, away with it. */
import { useFetcher } from '@remix-run/react';
import { Trash2 } from 'lucide';
import { useT } from '~/i18n/react';
import { Button, IconButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import type { Outcome } from '../../problems';
import { type SavedView, viewLimits } from '../../views';

interface Props {
  partnershipId: string;
  views: readonly SavedView[];
  mayShare: boolean;
  onClose: () => void;
}

export function ManageDialog({ partnershipId, views, mayShare, onClose }: Props) {
  const t = useT('plan');
  return (
    <Dialog open onClose={onClose} title={t('views.manage')} wide>
      <ul className="divide-y divide-line">
        {views.map((view) => (
          <OwnView key={view.id} partnershipId={partnershipId} view={view} mayShare={mayShare} />
        ))}
      </ul>
    </Dialog>
  );
}

function OwnView({ partnershipId, view, mayShare }: { partnershipId: string; view: SavedView; mayShare: boolean }) {
  const t = useT('plan');
  const fetcher = useFetcher<Outcome>();
  const { data, state } = fetcher;
  const { id, name, shared, isDefault } = view;
  const ask = (fields: Record<string, string>) =>
    fetcher.submit({ id, ...fields }, { method: 'post', action: `/p/${partnershipId}/plan/decide` });
  const problem = data && !data.ok && state === 'idle' ? Object.values(data.problems)[0] : undefined;
  return (
    <li className="py-3">
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          ask({ intent: 'rename-view', name: String(new FormData(event.currentTarget).get('name') ?? '') });
        }}
      >
        <input
          name="name"
          aria-label={t('views.name')}
          defaultValue={name}
          maxLength={viewLimits.name}
          className={`${controlClasses} min-w-40 flex-1`}
        />
        <Button type="submit" look="quiet" pending={state !== 'idle'}>
          {t('views.rename')}
        </Button>
        <IconButton label={t('views.remove', { name })} onClick={() => ask({ intent: 'remove-view' })}>
          <Icon of={Trash2} className="size-4" />
        </IconButton>
      </form>
      <div className="mt-1 flex flex-wrap gap-x-4">
        <label className="inline-flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4"
            checked={isDefault}
            onChange={({ target }) => ask({ intent: target.checked ? 'default-view' : 'no-default-view' })}
          />
          {t('views.opensFirst')}
        </label>
        {mayShare ? (
          <label className="inline-flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4"
              checked={shared}
              onChange={({ target }) => ask({ intent: 'share-view', shared: target.checked ? 'on' : '' })}
            />
            {t('views.share')}
          </label>
        ) : null}
      </div>
      {problem ? (
        <p role="alert" className="mt-1 text-sm font-medium text-danger">
          {t(problem)}
        </p>
      ) : null}
    </li>
  );
}
