/** Items of a day as a list: in the agenda, and for a day of the grid that has more than it can show. */
import { AlertTriangle, EyeOff, Lock } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Plan } from '../../whole';
import { KindIcon } from '../board/card';
import { usePlanWords } from '../words';
import type { DayOff, Entry } from './entries';

export type Part = 'only' | 'begins' | 'ends' | 'goes on';

export interface ItemRowProps {
  plan: Plan;
  entry: Entry;
  is: Part;
  changed?: boolean;
  onOpen: () => void;
}

export function ItemRow({ plan, entry, is, changed, onOpen }: ItemRowProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const { item, code, overdue, lock, time } = entry;
  const { language } = plan.facts;
  const organisation = plan.organisation(item.lead);
  const country = plan.countryOf(item);
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className={classes(
          'flex min-h-9 w-full items-start gap-2 rounded-control px-2 py-1.5 text-start text-sm hover:bg-sunken pointer-coarse:min-h-11',
          changed && 'settling',
        )}
      >
        <KindIcon kind={item.kind} className="mt-0.75 text-ink-soft" />
        <span className="sr-only">{words.kind(item.kind)}</span>
        {code ? <span className="w-11 shrink-0 font-semibold tabular-nums">{code}</span> : null}
        <span className="min-w-0 flex-1">
          <span lang={language} className="block wrap-anywhere">
            {words.title(item)}
          </span>
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs leading-5 text-ink-soft">
            {time ? <span className="font-medium tabular-nums">{time}</span> : null}
            {organisation ? <span lang={language}>{organisation.shortName || organisation.name}</span> : null}
            {country ? <span>{country}</span> : null}
            <span>{words.state(plan, item)}</span>
            {overdue ? (
              <span className="inline-flex items-center gap-1 font-medium text-danger">
                <Icon of={AlertTriangle} className="size-3.5" />
                {t('calendar.overdue')}
              </span>
            ) : null}
            {lock ? (
              <span className="inline-flex items-center gap-1">
                {lock === 'restricted' ? <Icon of={EyeOff} className="size-3.5" /> : <Icon of={Lock} className="size-3.5" />}
                {t(lock === 'restricted' ? 'activity.restricted' : 'frozen')}
              </span>
            ) : null}
          </span>
        </span>
        <PartBadge is={is} />
      </button>
    </li>
  );
}

function PartBadge({ is }: { is: Part }) {
  const t = useT('plan');
  switch (is) {
    case 'only':
      return null;
    case 'begins':
      return <Badge tone="accent">{t('calendar.begins')}</Badge>;
    case 'ends':
      return <Badge>{t('calendar.ends')}</Badge>;
    case 'goes on':
      return <Badge>{t('calendar.goesOn')}</Badge>;
  }
}

/** Who is off, each in a line: "Green Monday: Cyprus and Greece". */
export function DaysOff({ off, language }: { off: readonly DayOff[]; language: string }) {
  const format = useFormat();
  if (off.length === 0) return null;
  return (
    <ul className="text-sm text-ink-soft">
      {off.map(({ name, countries }) => (
        <li key={`${name} ${countries}`} className="flex items-start gap-2 px-2 py-1">
          <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-warn" />
          <span>
            <span lang={language}>{name}</span>
            {countries.length > 0 ? <span>: {format.list(countries.map(format.country))}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
