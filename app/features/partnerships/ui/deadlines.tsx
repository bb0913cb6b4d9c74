/** Deadlines: shown by the reader's clock, with the hour of the zone that set them; without an hour they say so. */
import { useFormat, useLocale, useT } from '~/i18n/react';
import { zoneName } from '~/i18n/zone-names';
import { wallClock, zones } from '~/kit/zones';
import { Badge } from '~/ui/badge';
import { Select } from '~/ui/choice';
import { Form, FormErrors } from '~/ui/form';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { type DeadlineMeanwhile, deadlineFields } from '../meanwhile';
import { BRUSSELS, limits } from '../partnerships';
import type { FactsData } from '../queries.server';
import { useAnswer } from './answers';
import { Changing, EditLink, SaveOrCancel } from './organisations';
import type { RefusedMeanwhile, Said } from './saved-meanwhile';

export type DeadlineRow = FactsData['deadlines'][number];

/** "16 Feb 2021, 18:00 EET", and where another clock set it: "17:00 Brussels". */
export function DeadlineTime({ date, at, zone }: { date: string; at: Date | null; zone: string }) {
  const t = useT('partnerships');
  const format = useFormat();
  const { language, timeZone } = useLocale();
  if (!at)
    return (
      <span className="inline-flex flex-wrap items-center gap-2">
        <time dateTime={date}>{format.date(date)}</time>
        <Badge tone="warn">{t('deadline.noHour')}</Badge>
      </span>
    );
  const instant = new Date(at);
  const [set, mine] = [wallClock(instant, zone), wallClock(instant, timeZone)];
  const elsewhere = set.time !== mine.time || set.date !== mine.date;
  return (
    <>
      <time dateTime={instant.toISOString()}>{format.dateTime(instant)}</time>
      {elsewhere ? (
        <span className="block text-sm text-ink-soft">{t('deadline.setAs', { time: set.time, zone: zoneName(zone, language) })}</span>
      ) : null}
    </>
  );
}

/** @param language that their titles are written in */
export function DeadlineTable({ deadlines, language, mayEdit }: { deadlines: DeadlineRow[]; language: string; mayEdit: boolean }) {
  const t = useT('partnerships');
  const columns = [t('deadline.title'), t('deadline.when')];
  return (
    <Table caption={t('deadlines.title')} columns={mayEdit ? [...columns, { head: t('edit'), hidden: true }] : columns}>
      {deadlines.map((row) => (
        <tr key={row.id}>
          <Th>
            <span lang={language}>{row.title}</span>
          </Th>
          <Td>
            <DeadlineTime {...row} />
          </Td>
          {mayEdit ? (
            <Td className="text-end">
              <EditLink id={row.id} name={row.title} />
            </Td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}

interface DeadlineFormProps {
  editing?: DeadlineRow;
  /** That titles are written in. */
  titleLanguage: string;
  refused?: RefusedMeanwhile<DeadlineMeanwhile>;
}

export function DeadlineForm({ editing, titleLanguage, refused }: DeadlineFormProps) {
  const t = useT('partnerships');
  const { language } = useLocale();
  const zone = editing?.zone ?? BRUSSELS;
  const typedDate = editing
    ? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        timeZone: 'UTC',
        day: '2-digit',
        month: '2-digit',
        year: 'numeric',
      }).format(new Date(`${editing.date}T00:00:00Z`))
    : '';
  const options = [...new Set([...zones, zone])].map((value) => ({ value, label: zoneName(value, language) }));
  const say = (row: DeadlineRow): Said<(typeof deadlineFields)[number]>[] => [
    { fields: ['title'], label: t('deadline.title'), value: <span lang={titleLanguage}>{row.title}</span> },
    { fields: ['date', 'at'], label: t('deadline.when'), value: <DeadlineTime {...row} /> },
    { fields: ['zone'], label: t('deadline.zone'), value: zoneName(row.zone, language) },
  ];
  return (
    <Form answer={useAnswer(refused)} className="max-w-xl">
      <FormErrors />
      {editing ? <Changing row={editing} fields={deadlineFields} refused={refused} say={say} /> : null}
      <TextInput name="title" label={t('deadline.title')} defaultValue={editing?.title} maxLength={limits.name} required />
      <TextInput
        name="date"
        label={t('deadline.date')}
        hint={t('facts.date.hint')}
        defaultValue={typedDate}
        required
        className="max-w-xs"
      />
      <TextInput
        name="time"
        label={t('deadline.time')}
        hint={t('deadline.time.hint')}
        defaultValue={editing?.at ? wallClock(new Date(editing.at), zone).time : ''}
        className="max-w-xs"
      />
      <Select name="zone" label={t('deadline.zone')} options={options} defaultValue={zone} required className="max-w-xs" />
      <SaveOrCancel editing={editing !== undefined} add={t('deadlines.add')} />
    </Form>
  );
}
