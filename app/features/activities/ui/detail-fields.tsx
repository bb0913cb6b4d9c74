/** The fields of one type of activity, in its form and on its page. */
import { useFormat, useT } from '~/i18n/react';
import type { T } from '~/i18n/translate';
import { Checkbox, Select } from '~/ui/choice';
import { TextArea, TextInput } from '~/ui/text-input';
import { type ActivityType, limits } from '../activities';
import { type DetailField, type Details, type DetailValue, detailFields, fieldOf } from '../details';
import { useChoiceWords } from './words';

interface Organisation {
  id: string;
  name: string;
  shortName: string;
}

type Key = Parameters<T<'activities'>>[0];
const labelOf = (t: T<'activities'>, { name }: DetailField) => t(`detail.${name}` as Key);

interface FieldsProps {
  type: ActivityType;
  details: Details;
  organisations: readonly Organisation[];
}

/** @param asksPeople also numbers of people who took part are asked for: of who counts them */
export function DetailInputs({ type, details, organisations, asksPeople }: FieldsProps & { asksPeople: boolean }) {
  const fields = detailFields[type].filter(({ people }) => asksPeople || !people);
  return fields.map((field) => (
    <DetailInput key={field.name} type={type} field={field} value={details[field.name]} organisations={organisations} />
  ));
}

function DetailInput({ type, field, value, organisations }: Omit<FieldsProps, 'details'> & { field: DetailField; value?: DetailValue }) {
  const t = useT('activities');
  const choices = useChoiceWords();
  const format = useFormat();
  const name = fieldOf(type, field.name);
  const label = labelOf(t, field);
  switch (field.kind) {
    case 'line':
      return <TextInput name={name} label={label} defaultValue={text(value)} maxLength={limits.line} />;
    case 'address':
      return <TextInput name={name} label={label} defaultValue={text(value)} inputMode="url" maxLength={limits.line} />;
    case 'text':
      return <TextArea name={name} label={label} defaultValue={text(value)} maxLength={limits.text} rows={5} />;
    case 'list':
      return <TextArea name={name} label={label} hint={t('form.list')} defaultValue={text(value)} rows={4} />;
    case 'count':
      return <TextInput name={name} label={label} defaultValue={text(value)} inputMode="numeric" className="max-w-40" />;
    case 'decimal': {
      const shown = typeof value === 'number' ? format.number(value) : '';
      return <TextInput name={name} label={label} defaultValue={shown} inputMode="decimal" className="max-w-40" />;
    }
    case 'day': {
      const shown = typeof value === 'string' ? format.date(value) : '';
      return <TextInput name={name} label={label} hint={t('form.dateHint')} defaultValue={shown} autoComplete="off" className="max-w-xs" />;
    }
    case 'tick':
      return <Checkbox name={name} label={label} defaultChecked={value === true} />;
    case 'choice': {
      const options = (field.choices ?? []).map((one) => ({ value: one, label: choices[field.name]?.[one] ?? one }));
      return <Select name={name} label={label} options={options} defaultValue={text(value)} empty={t('form.none')} className="max-w-sm" />;
    }
    case 'organisation': {
      const options = organisations.map((one) => ({ value: one.id, label: one.name }));
      return <Select name={name} label={label} options={options} defaultValue={text(value)} empty={t('form.none')} className="max-w-sm" />;
    }
  }
}

function text(value: DetailValue | undefined): string {
  if (value === undefined || typeof value === 'boolean') return '';
  return typeof value === 'object' ? value.join('\n') : String(value);
}

/** What was said, field by field; nothing for what was not. */
export function DetailFacts({ type, details, organisations, lang }: FieldsProps & { lang: string }) {
  const t = useT('activities');
  const format = useFormat();
  const choices = useChoiceWords();
  return detailFields[type].map((field) => {
    const value = details[field.name];
    if (value === undefined || value === false) return null;
    return (
      <Fact key={field.name} label={labelOf(t, field)}>
        {shown(field, value)}
      </Fact>
    );
  });

  function shown(field: DetailField, value: DetailValue) {
    switch (field.kind) {
      case 'count':
      case 'decimal':
        return format.number(Number(value));
      case 'day':
        return format.date(String(value));
      case 'tick':
        return t('page.yes');
      case 'choice':
        return choices[field.name]?.[String(value)] ?? String(value);
      case 'organisation':
        return <span lang={lang}>{organisations.find(({ id }) => id === value)?.name}</span>;
      case 'address':
        return (
          <a href={String(value)} rel="noreferrer" className="break-all">
            {String(value)}
          </a>
        );
      case 'list':
        return (
          <ul lang={lang} className="list-disc ps-5">
            {(value as readonly string[]).map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        );
      case 'line':
      case 'text':
        return (
          <span lang={lang} className="whitespace-pre-line">
            {String(value)}
          </span>
        );
    }
  }
}

export function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="min-w-0 wrap-break-word">{children}</dd>
    </div>
  );
}
