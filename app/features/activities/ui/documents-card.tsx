/** Minutes and outputs of an activity. */
import { Form as PlainForm } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, type FormAnswer } from '~/ui/form';
import { Link } from '~/ui/link';
import { documentKinds } from '../activities';
import type { LinkedDocument } from '../documents.server';
import { buttonName } from './button-name';

interface CardProps {
  partnershipId: string;
  linked: readonly LinkedDocument[];
  /** That may be linked, for those who may. */
  others: readonly Omit<LinkedDocument, 'kind'>[];
  mayWrite: boolean;
  answer: FormAnswer | null;
}

export function DocumentsCard({ partnershipId, linked, others, mayWrite, answer }: CardProps) {
  const t = useT('activities');
  return (
    <Card title={t('documents.title')}>
      {linked.length > 0 ? (
        <ul className="mb-4 divide-y divide-line">
          {linked.map(({ id, title, lang, kind }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <Link to={`/p/${partnershipId}/documents/${id}/${lang}`} lang={lang} className="min-w-0 wrap-anywhere">
                {title}
              </Link>
              <span className="text-sm text-ink-soft">{t(`documents.${kind}`)}</span>
              {mayWrite ? (
                <PlainForm method="post" className="ms-auto">
                  <input type="hidden" name="intent" value="unlink" />
                  <input type="hidden" name="document" value={id} />
                  <Button type="submit" look="plain" aria-label={buttonName(t('attendance.remove'), title)}>
                    {t('attendance.remove')}
                  </Button>
                </PlainForm>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-4 text-sm text-ink-soft">{t('documents.none')}</p>
      )}
      {mayWrite && others.length > 0 ? (
        <Form answer={answer} className="grid items-start gap-x-4 sm:grid-cols-[1fr_10rem_auto]">
          <input type="hidden" name="intent" value="link" />
          <Select
            name="document"
            label={t('documents.document')}
            required
            options={others.map(({ id, title, lang }) => ({ value: id, label: title, lang }))}
          />
          <Select
            name="kind"
            label={t('documents.kind')}
            required
            options={documentKinds.map((value) => ({ value, label: t(`documents.${value}`) }))}
          />
          <Button type="submit" className="sm:mt-6.5">
            {t('documents.link')}
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}
