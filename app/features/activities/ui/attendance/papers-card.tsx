/** Signed lists on paper, for those who count in the organisation that put them in. */
import { Form as PlainForm } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { addDays } from '~/kit/dates';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FileInput } from '~/ui/file-input';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { TextInput } from '~/ui/text-input';
import { paperPath } from '../../activities';
import { paperLimits } from '../../attendance/counts';
import type { Papers } from '../../attendance/papers.server';
import type { Retention } from '../../attendance/retention';

interface CardProps {
  activity: { partnershipId: string; activityId: string };
  papers: Papers;
  answer: FormAnswer | null;
  /** Another one with each list that was put in: the form begins anew. */
  sent: string;
}

export function PapersCard({ activity: { partnershipId, activityId }, papers, answer, sent }: CardProps) {
  const t = useT('activities');
  const format = useFormat();
  const { list, retention, mayAdd, isRestricted, today } = papers;
  return (
    <Card title={t('papers.title')}>
      <p className="mb-3 text-sm text-ink-soft">{t('papers.lead')}</p>
      {isRestricted ? (
        <Notice tone="warn" className="mb-4" title={t('papers.restricted')}>
          {t('papers.restrictedText')}
        </Notice>
      ) : null}
      {sent && !answer ? (
        <Notice tone="good" live className="mb-4" title={t('papers.added')}>
          {null}
        </Notice>
      ) : null}
      {list.length === 0 ? <p className="mb-3 text-sm text-ink-soft">{t('papers.none')}</p> : null}
      <ul className="mb-4 divide-y divide-line">
        {list.map(({ id, name, deleteOn }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-1">
            <a href={paperPath(partnershipId, activityId, id)} className="min-w-0 wrap-anywhere">
              {name}
            </a>
            <span className="text-sm text-ink-soft">{t('papers.until', { date: format.date(deleteOn) })}</span>
            <PlainForm method="post" className="ms-auto" preventScrollReset>
              <input type="hidden" name="intent" value="remove-paper" />
              <input type="hidden" name="paper" value={id} />
              <Button type="submit" look="plain">
                {t('papers.remove', { name })}
              </Button>
            </PlainForm>
          </li>
        ))}
      </ul>
      {mayAdd && retention && list.length < paperLimits.files ? (
        <PaperForm key={sent} retention={retention} today={today} answer={answer} />
      ) : null}
      {mayAdd && !retention ? <p className="text-sm text-ink-soft">{t('problem.keptNoLonger')}</p> : null}
    </Card>
  );
}

function PaperForm({ retention, today, answer }: { retention: Retention; today: string; answer: FormAnswer | null }) {
  const t = useT('activities');
  const format = useFormat();
  const [isOffline, setOffline] = useState(false);
  // Names do not wait on a device that others may use; and a page that fails would take along what was counted above.
  const hold = (event: FormEvent) => {
    setOffline(!navigator.onLine);
    if (!navigator.onLine) event.preventDefault();
  };
  return (
    <Form answer={answer} encType="multipart/form-data" onSubmit={hold} preventScrollReset>
      <FormErrors />
      {isOffline ? (
        <Notice tone="warn" live className="mb-5" title={t('papers.offline')}>
          {null}
        </Notice>
      ) : null}
      <input type="hidden" name="intent" value="paper" />
      <TextInput
        name="deleteOn"
        type="date"
        label={t('papers.deleteOn')}
        hint={t('papers.deleteHint', { date: format.date(retention.latest) })}
        required
        min={addDays(today, 1)}
        max={retention.latest}
        defaultValue={retention.usual}
      />
      <FileInput
        name="file"
        label={t('papers.choose')}
        hint={t('papers.hint', { megabytes: paperLimits.fileBytes / 1024 / 1024 })}
        required
        accept=".pdf,.jpg,.jpeg,.png,.webp,.heic,.tif,.tiff"
      />
      <FormActions>
        <SubmitButton look="quiet">{t('papers.add')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
