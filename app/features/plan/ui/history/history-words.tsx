/** One change in words: the field, what it was struck through, what it became. */
import { useT } from '~/i18n/react';
import { type HistoryField, isLongText } from '../../history';
import type { Degree, LinkType, Origin, Status, When } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';

interface Change {
  field: HistoryField;
  about: string;
  before: unknown;
  after: unknown;
}

export function HistoryWords({ plan, change }: { plan: Plan; change: Change }) {
  const t = useT('plan');
  const valueWords = useValueWords(plan);
  const { field, before, after } = change;
  const name = t(`history.${field}`);
  if (isLongText(field)) return <p>{t('history.textChanged', { field: name })}</p>;
  if (field === 'created' || field === 'removed' || field === 'restored') return <p>{name}</p>;
  const [was, is] = [valueWords(field, before), valueWords(field, after)];
  return (
    <p className="wrap-anywhere">
      <span className="font-medium">{name}</span>{' '}
      <span lang={plan.facts.language}>
        {was ? <del className="text-ink-soft">{was}</del> : null} {is ? <ins className="no-underline">{is}</ins> : null}
      </span>
      {was && !is ? <span className="sr-only"> {t('history.takenOut')}</span> : null}
    </p>
  );
}

type ValueField = Exclude<HistoryField, 'created' | 'removed' | 'restored' | 'delay' | 'means' | 'mitigation' | 'description'>;

function useValueWords(plan: Plan): (field: ValueField, value: unknown) => string {
  const t = useT('plan');
  const words = usePlanWords();
  const itemName = (id: unknown) => {
    const item = plan.items.get(String(id));
    return item ? `${plan.codeOf(item.id) ?? ''} ${words.title(item)}`.trim() : t('history.goneItem');
  };
  const organisation = (id: unknown) => {
    const found = plan.organisation(String(id));
    return found ? found.shortName || found.name : t('none.organisation');
  };
  const saying: Record<ValueField, (value: unknown) => string> = {
    parent: itemName,
    title: String,
    lead: organisation,
    status: (value) => words.status(value as Status),
    start: (value) => words.when(value as When),
    end: (value) => words.when(value as When),
    scheduling: (value) => (value === 'manual' ? t('history.manual') : t('history.automatic')),
    progress: (value) => t('percent', { progress: Number(value) }),
    deliverable: (value) => words.code(plan.facts.codes, 'type', String(value)),
    dissemination: (value) => words.code(plan.facts.codes, 'level', String(value)),
    document: () => t('history.aDocument'),
    origin: (value) => words.origin(value as Origin),
    likelihood: (value) => words.degree(value as Degree),
    severity: (value) => words.degree(value as Degree),
    partners: organisation,
    people: (value) => plan.person(String(value))?.name ?? t('history.formerMember'),
    packages: itemName,
    checklist: String,
    ticked: String,
    sections: String,
    proofs: String,
    riskStates: (value) => ((value as { materialised: boolean }).materialised ? t('history.materialised') : t('history.notMaterialised')),
    waitsFor: (value) => {
      const { from, type, lag } = value as { from: string; type: LinkType; lag: number };
      return `${itemName(from)} (${type}${lag === 0 ? '' : ` ${lag > 0 ? '+' : '−'}${Math.abs(lag)}`})`;
    },
  };
  return (field, value) => (value === null || value === undefined ? '' : saying[field](value));
}
