/** The reader's words for kinds, states and the like, and for dates of a plan. */
import type { Catalogues } from '~/i18n/catalogues';
import { useFormat, useT } from '~/i18n/react';
import type { DecisionKind } from '../decisions';
import type { Degree, DeliverableType, Dissemination, Item, Kind, LinkType, Origin, Status, When } from '../plan';
import type { Grouping, View } from '../query';
import type { Plan } from '../whole';
import { type ColumnKey, groupingOf, wordOf } from './board/columns';

type Key = keyof Catalogues['plan'] & string;

const KINDS: Record<Kind, Key> = {
  workPackage: 'kind.workPackage',
  task: 'kind.task',
  deliverable: 'kind.deliverable',
  milestone: 'kind.milestone',
  risk: 'kind.risk',
};
const STATUSES: Record<Status, Key> = {
  todo: 'status.todo',
  doing: 'status.doing',
  blocked: 'status.blocked',
  review: 'status.review',
  done: 'status.done',
  cancelled: 'status.cancelled',
};
const DECISIONS: Record<DecisionKind, Key> = {
  submitted: 'decision.submitted',
  accepted: 'decision.accepted',
  rejected: 'decision.rejected',
  achieved: 'decision.achieved',
  partly: 'decision.partly',
  reopened: 'decision.reopened',
};
const VIEWS: Record<View, Key> = { board: 'view.board', table: 'view.table', timeline: 'view.timeline', calendar: 'view.calendar' };
const GROUPINGS: Record<Grouping, Key> = {
  status: 'group.status',
  organisation: 'group.organisation',
  package: 'group.package',
  country: 'group.country',
  month: 'group.month',
};
const TYPES: Record<DeliverableType, Key> = {
  R: 'type.R',
  DEM: 'type.DEM',
  DEC: 'type.DEC',
  DATA: 'type.DATA',
  DMP: 'type.DMP',
  ETHICS: 'type.ETHICS',
  SECURITY: 'type.SECURITY',
  OTHER: 'type.OTHER',
};
const LEVELS: Record<Dissemination, Key> = {
  PU: 'level.PU',
  SEN: 'level.SEN',
  'R-UE/EU-R': 'level.R',
  'C-UE/EU-C': 'level.C',
  'S-UE/EU-S': 'level.S',
};
const DEGREES: Record<Degree, Key> = { low: 'degree.low', medium: 'degree.medium', high: 'degree.high' };
const ORIGINS: Record<Origin, Key> = { foreseen: 'origin.foreseen', unforeseen: 'origin.unforeseen' };
const LINKS: Record<LinkType, Key> = { FS: 'link.FS', SS: 'link.SS', FF: 'link.FF', SF: 'link.SF' };

export function usePlanWords() {
  const t = useT('plan');
  const format = useFormat();
  return {
    kind: (kind: Kind) => t(KINDS[kind]),
    status: (status: Status) => t(STATUSES[status]),
    decision: (is: DecisionKind) => t(DECISIONS[is]),
    view: (view: View) => t(VIEWS[view]),
    grouping: (group: Grouping) => t(GROUPINGS[group]),
    type: (type: DeliverableType) => t(TYPES[type]),
    level: (level: Dissemination) => t(LEVELS[level]),
    degree: (degree: Degree) => t(DEGREES[degree]),
    origin: (origin: Origin) => t(ORIGINS[origin]),
    link: (type: LinkType) => t(LINKS[type]),
    /** `M8`, or a day. */
    when: (when: When | null) => (when === null ? '' : 'month' in when ? t('month', { number: when.month }) : format.date(when.date)),
    /** An item by its name, also where it has none yet. */
    title: ({ title }: Pick<Item, 'title'>) => title || t('untitled'),
    /** The name of a column, and the language that it is in, where that is the partnership's. */
    column: (plan: Plan, key: ColumnKey) => columnName(plan, key, t, format),
  };
}

function columnName(
  plan: Plan,
  key: ColumnKey,
  t: ReturnType<typeof useT<'plan'>>,
  format: ReturnType<typeof useFormat>,
): { name: string; lang?: string } {
  const word = wordOf(key);
  const { language } = plan.facts;
  switch (groupingOf(key)) {
    case 'status':
      return { name: t(STATUSES[word as Status]) };
    case 'organisation': {
      const organisation = plan.organisation(word);
      return organisation ? { name: organisation.shortName || organisation.name, lang: language } : { name: t('none.organisation') };
    }
    case 'package': {
      const item = plan.items.get(word);
      return item ? { name: `${plan.codeOf(word) ?? ''} ${item.title}`.trim(), lang: language } : { name: t('unassigned') };
    }
    case 'country':
      return { name: word ? format.country(word) : t('none.country') };
    case 'month':
      if (!word) return { name: t('none.month') };
      return { name: word.includes('-') ? format.date(`${word}-01`).replace(/^\D*\d+\D+/, '') : t('month', { number: Number(word) }) };
  }
}
