/** The plan as a file: a workbook, one table, or XML of Microsoft Project. */
import type { Person } from '~/features/accounts/accounts';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { type T, tFor } from '~/i18n/translate';
import type { Cell } from '~/kit/tables/book';
import { writeXlsx } from '~/kit/tables/xlsx';
import { writeCsv } from './files/csv/write';
import { writeMspdi } from './files/mspdi/write';
import { documentNames, organisationNames, peopleNames, wholePlan } from './files/room.server';
import { type Written, writeSheets, writeTable } from './files/sheets/write';
import { vocabularyOf } from './files/words.server';

export const exportFormats = ['xlsx', 'csv', 'xml'] as const;

export interface PlanDownload {
  bytes: Uint8Array<ArrayBuffer> | string;
  mime: string;
  name: string;
}

/** @throws the 404 answer for partnerships and formats that are not there */
export async function planDownload(
  person: Asker & Pick<Person, 'language'>,
  asked: { partnership?: string; format?: string; now?: Date },
): Promise<PlanDownload> {
  const seat = await requireSeat(person, asked.partnership);
  const format = exportFormats.find((one) => one === asked.format);
  if (!format) throw notFound();
  const [{ plan, descriptions }, words] = await Promise.all([wholePlan(seat), vocabularyOf(person.language)]);
  const { facts } = plan;
  const written: Written = {
    plan,
    descriptions,
    words,
    organisations: organisationNames(facts),
    people: peopleNames(facts),
    documents: documentNames(facts),
  };
  const name = `${fileName(`${facts.acronym} ${words.sheet('items')}`)}.${format}`;
  switch (format) {
    case 'xlsx': {
      const notes = notesOf(written, await tFor(person.language, 'plan'), asked.now ?? new Date());
      return {
        bytes: new Uint8Array(writeXlsx(writeSheets(written, notes))),
        mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        name,
      };
    }
    case 'csv':
      // Spreadsheets part cells as the language of their country does.
      return { bytes: writeCsv(writeTable(written), person.language === 'en' ? ',' : ';'), mime: 'text/csv; charset=utf-8', name };
    case 'xml':
      return { bytes: writeMspdi(written), mime: 'application/xml; charset=utf-8', name };
  }
}

const fileName = (title: string) =>
  title
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);

function notesOf({ plan: { facts, items, links }, words }: Written, t: T<'plan'>, now: Date): [string, Cell][] {
  const day = (date: string | null): Cell => (date === null ? null : { date });
  return [
    [t('files.notes.partnership'), facts.acronym],
    [t('files.notes.start'), day(facts.startDate)],
    [t('files.notes.end'), day(facts.endDate)],
    [t('files.notes.made'), now.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')],
    [t('files.notes.language'), facts.language],
    [t('files.notes.items'), items.size],
    [t('files.notes.links'), links.length],
    [t('files.notes.howTo'), t('files.notes.howToText')],
    [words.heading('kind'), t('files.notes.kind')],
    [words.heading('parent'), t('files.notes.parent')],
    [words.heading('start'), t('files.notes.when')],
    [words.heading('lead'), t('files.notes.lead')],
    [words.heading('people'), t('files.notes.people')],
    [words.heading('description'), t('files.notes.description')],
    [words.heading('waitsFor'), t('files.notes.waitsFor')],
    [words.heading('id'), t('files.notes.id')],
    [words.heading('decision'), t('files.notes.decision')],
  ];
}
