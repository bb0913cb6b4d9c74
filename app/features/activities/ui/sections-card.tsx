/** Sections of the strategy that a consultation feeds: first a document is chosen, then its sections are ticked. */
import { Form as PlainForm } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxGroup, Select } from '~/ui/choice';
import { Form, type FormAnswer, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import type { ChosenDocument, FedSection, Sections } from '../sections.server';
import { buttonName } from './button-name';

interface CardProps extends Sections {
  partnershipId: string;
  mayWrite: boolean;
  answer: FormAnswer | null;
}

export function SectionsCard({ partnershipId, fed, documents, chosen, mayWrite, answer }: CardProps) {
  const t = useT('activities');
  return (
    <Card title={t('sections.title')}>
      <p className="mb-3 text-sm text-ink-soft">{fed.length > 0 ? t('sections.lead') : t('sections.none')}</p>
      {fed.length > 0 ? <FedSections {...{ partnershipId, fed, mayWrite }} /> : null}
      {mayWrite && documents.length > 0 ? (
        <PlainForm method="get" preventScrollReset className="flex flex-wrap items-end gap-x-3">
          <Select
            key={chosen?.id}
            name="sections"
            label={t('sections.document')}
            required
            className="min-w-48 flex-1"
            defaultValue={chosen?.id}
            options={documents.map(({ id, title, lang }) => ({ value: id, label: title, lang }))}
          />
          <Button type="submit" className="mb-5">
            {t('sections.choose')}
          </Button>
        </PlainForm>
      ) : null}
      {mayWrite && chosen ? <ChooseSections key={chosen.id} chosen={chosen} answer={answer} /> : null}
    </Card>
  );
}

function FedSections({ partnershipId, fed, mayWrite }: { partnershipId: string; fed: readonly FedSection[]; mayWrite: boolean }) {
  const t = useT('activities');
  return (
    <ul className="mb-4 divide-y divide-line">
      {fed.map(({ id, title, document, language, block }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <Link
            to={`/p/${partnershipId}/documents/${document.id}/${language}#s-${block}`}
            lang={language}
            className="min-w-0 wrap-anywhere"
          >
            {title}
          </Link>
          <span lang={language} className="text-sm text-ink-soft">
            {document.title}
          </span>
          {mayWrite ? (
            <PlainForm method="post" className="ms-auto">
              <input type="hidden" name="intent" value="remove-section" />
              <input type="hidden" name="section" value={id} />
              <Button type="submit" look="plain" aria-label={buttonName(t('attendance.remove'), title)}>
                {t('attendance.remove')}
              </Button>
            </PlainForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function ChooseSections({ chosen: { id, title, lang, sections }, answer }: { chosen: ChosenDocument; answer: FormAnswer | null }) {
  const t = useT('activities');
  if (sections.length === 0) return <p className="text-sm text-ink-soft">{t('sections.nothing')}</p>;
  return (
    <Form answer={answer}>
      <input type="hidden" name="intent" value="add-sections" />
      <input type="hidden" name="document" value={id} />
      <CheckboxGroup
        name="blocks"
        label={t('sections.of', { title })}
        options={sections.map(({ block, title: label }) => ({ value: block, label, lang }))}
      />
      <SubmitButton look="quiet">{t('sections.add')}</SubmitButton>
    </Form>
  );
}
