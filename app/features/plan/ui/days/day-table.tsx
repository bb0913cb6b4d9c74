/** The days off of a year: what is off by the same name on the same day is one row, with what can be done about it in each country. */
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Table, Td, Th } from '~/ui/table';
import { type CalendarDay, dayKey } from '../../calendar';
import { useDayWords } from '../day-words';
import { RowDeed } from '../row-deed';

interface Props {
  caption: string;
  days: readonly CalendarDay[];
  /** ISO dates on which nobody works. */
  shared: ReadonlySet<string>;
  /** What the names are written in. */
  language: string;
  mayEdit: boolean;
}

export function DayTable({ caption, days, shared, language, mayEdit }: Props) {
  const t = useT('plan');
  return (
    <Table caption={caption} columns={[t('days.date'), t('days.name'), t('days.where')]}>
      {sameDays(days).map((same) => (
        <DayRow key={dayKey(same[0])} same={same} isShared={shared.has(same[0].date)} language={language} mayEdit={mayEdit} />
      ))}
    </Table>
  );
}

type Same = [CalendarDay, ...CalendarDay[]];

function sameDays(days: readonly CalendarDay[]): Same[] {
  const rows = new Map<string, Same>();
  for (const day of days) {
    const key = `${day.date} ${day.is} ${day.name}`;
    rows.get(key)?.push(day) ?? rows.set(key, [day]);
  }
  return [...rows.values()];
}

function DayRow({ same, isShared, language, mayEdit }: { same: Same; isShared: boolean; language: string; mayEdit: boolean }) {
  const t = useT('plan');
  const format = useFormat();
  const words = useDayWords();
  const [{ date, name, is }] = same;
  const where = ({ country }: CalendarDay) => (country ? format.country(country) : t('days.everywhere'));
  return (
    <tr>
      <Td className="tabular-nums max-sm:px-2 sm:whitespace-nowrap">
        <time dateTime={date}>{words.withYear(date)}</time>
      </Td>
      <Th className="max-sm:px-2">
        <span lang={language}>{name}</span>
        {is === 'own' || (isShared && is !== 'removed') ? (
          <span className="mt-1 flex flex-wrap gap-1.5">
            {is === 'own' ? <Badge tone="accent">{t('days.own')}</Badge> : null}
            {isShared ? <Badge>{t('days.everybody')}</Badge> : null}
          </span>
        ) : null}
      </Th>
      <Td className="py-2 max-sm:px-2">
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {same.map((day) => (
            <li key={dayKey(day)} className="inline-flex min-h-7 items-center">
              {where(day)}
              {mayEdit ? <ChangeDay day={day} where={where(day)} /> : null}
            </li>
          ))}
        </ul>
      </Td>
    </tr>
  );
}

function ChangeDay({ day, where }: { day: CalendarDay; where: string }) {
  const t = useT('plan');
  const format = useFormat();
  const named = { name: day.name, date: format.date(day.date), where };
  const removed = day.is === 'removed';
  const label = removed ? t('days.bringBackNamed', named) : t('days.removeNamed', named);
  return <RowDeed fields={{ key: dayKey(day) }} intent={removed ? 'bring-back' : 'remove'} label={label} />;
}
