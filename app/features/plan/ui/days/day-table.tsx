/** The days off of a year, with what can be done about each. */
import { Form as RemixForm } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Table, Td, Th } from '~/ui/table';
import { type CalendarDay, dayKey } from '../../calendar';
import { useDayWords } from '../day-words';

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
  const columns = [t('days.date'), t('days.name'), t('days.where')];
  return (
    <Table caption={caption} columns={mayEdit ? [...columns, { head: t('days.change'), hidden: true }] : columns}>
      {days.map((day) => (
        <DayRow key={dayKey(day)} day={day} isShared={shared.has(day.date)} language={language} mayEdit={mayEdit} />
      ))}
    </Table>
  );
}

interface RowProps {
  day: CalendarDay;
  isShared: boolean;
  language: string;
  mayEdit: boolean;
}

function DayRow({ day, isShared, language, mayEdit }: RowProps) {
  const t = useT('plan');
  const format = useFormat();
  const words = useDayWords();
  return (
    <tr>
      <Td className="whitespace-nowrap tabular-nums">
        <time dateTime={day.date}>{words.withYear(day.date)}</time>
      </Td>
      <Th>
        <span lang={language}>{day.name}</span>
        {day.is === 'own' || (isShared && day.is !== 'removed') ? (
          <span className="mt-1 flex flex-wrap gap-1.5">
            {day.is === 'own' ? <Badge tone="accent">{t('days.own')}</Badge> : null}
            {isShared ? <Badge>{t('days.everybody')}</Badge> : null}
          </span>
        ) : null}
      </Th>
      <Td>{day.country ? format.country(day.country) : t('days.everywhere')}</Td>
      {mayEdit ? (
        <Td className="py-1.5 text-end">
          <ChangeDay day={day} />
        </Td>
      ) : null}
    </tr>
  );
}

function ChangeDay({ day }: { day: CalendarDay }) {
  const t = useT('plan');
  const format = useFormat();
  const where = day.country ? format.country(day.country) : t('days.everywhere');
  const named = { name: day.name, date: format.date(day.date), where };
  const removed = day.is === 'removed';
  return (
    <RemixForm method="post" preventScrollReset>
      <input type="hidden" name="key" value={dayKey(day)} />
      <Button
        type="submit"
        look="plain"
        name="intent"
        value={removed ? 'bring-back' : 'remove'}
        aria-label={removed ? t('days.bringBackNamed', named) : t('days.removeNamed', named)}
      >
        {removed ? t('days.bringBack') : t('days.remove')}
      </Button>
    </RemixForm>
  );
}
