/** The reader's words for kinds, states and the like, and for dates of a plan. */
import { useFormat, useT } from '~/i18n/react';
import type { DecisionKind } from '../decisions';
import type { Degree, Item, Kind, LinkType, Origin, Status, When } from '../plan';
import { isPreset, type PortalCodes, type PortalList, type PresetCode } from '../portal-lists';
import type { Grouping, View } from '../query';
import type { Plan } from '../whole';
import { type ColumnKey, groupingOf, wordOf } from './board/columns';

/** Keys of texts have no slash. */
const LEVELS = { PU: 'PU', SEN: 'SEN', 'R-UE/EU-R': 'R', 'C-UE/EU-C': 'C', 'S-UE/EU-S': 'S' } as const satisfies Record<
  PresetCode<'level'>,
  string
>;

export function usePlanWords() {
  const t = useT('plan');
  const format = useFormat();
  return {
    kind: (kind: Kind) => t(`kind.${kind}`),
    status: (status: Status) => t(`status.${status}`),
    /** How far it is: an activity in a word of its own. */
    state: (plan: Plan, { id, status }: Pick<Item, 'id' | 'status'>) => {
      const activity = plan.activityOf(id);
      return activity ? t(`activity.${activity.state}`) : t(`status.${status}`);
    },
    /** Why it stays as it is. */
    frozen: (kind: Kind, title: string) => t(kind === 'activity' ? 'board.elsewhere' : 'board.frozen', { title }),
    decision: (is: DecisionKind) => t(`decision.${is}`),
    view: (view: View) => t(`view.${view}`),
    grouping: (group: Grouping) => t(`group.${group}`),
    /** A code of the portal's lists: as the partnership calls it, else as the preset does; a code that has no name is its own. */
    code: (codes: PortalCodes, list: PortalList, code: string) => {
      const label = codes[list].find((one) => one.code === code)?.label;
      if (label) return label.includes(code) ? label : `${label} (${code})`;
      if (list === 'type') return isPreset(list, code) ? t(`type.${code}`) : code;
      if (!isPreset(list, code)) return code;
      const level = LEVELS[code];
      return t(`level.${level}`);
    },
    degree: (degree: Degree) => t(`degree.${degree}`),
    origin: (origin: Origin) => t(`origin.${origin}`),
    link: (type: LinkType) => t(`link.${type}`),
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
      return { name: t(`status.${word as Status}`) };
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
