/**
 * The activities' part of the report on a period. A report is handed on: it has the titles and numbers that everybody is told, and nothing that is
 * restricted, whoever asks for it.
 */
import type { Seat } from '~/features/partnerships/partnerships';
import { formats } from '~/i18n/format';
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { codeOf } from './activities';
import { numbersForEverybody } from './attendance/numbers.server';
import { forEverybody } from './permissions';
import { stateOf, typeOf } from './queries.server';

export interface ActivityReport {
  sheet: NewSheet;
  /** Who organised what, of activities that were held. */
  held: readonly { organisationId: string; coOrganisers: readonly string[] }[];
}

/** @param span ISO dates: activities whose last day is in it, as indicators count them */
export async function activityReport(seat: Seat, language: Language, span: { first: string; last: string }): Promise<ActivityReport> {
  const t = await tFor(language, 'activities');
  const { country, languageName, list } = formats(language, 'UTC');
  const rows = await db().activity.findMany({
    where: { AND: [forEverybody(seat), { endDate: { gte: span.first, lte: span.last } }] },
    include: {
      organisation: { select: { name: true, shortName: true } },
      place: { select: { name: true } },
      coOrganisers: { select: { organisationId: true, organisation: { select: { name: true, shortName: true } } } },
      targetGroups: { select: { targetGroup: { select: { name: true } } } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const nameOf = ({ name, shortName }: { name: string; shortName: string }) => shortName || name;
  const participants = (row: (typeof rows)[number]): Cell => {
    const { people, few, leftOut } = numbersForEverybody(row);
    if (people !== null)
      return leftOut > 0 ? t('participantsAnd', { participants: t('participants', { count: people }), count: leftOut }) : people;
    if (few !== null && leftOut === 1) return t('report.few', { few });
    return leftOut > 0 ? t('numberHidden') : null;
  };
  const sheet: NewSheet = {
    name: t('title'),
    note: t('report.note'),
    columns: [
      { key: 'code', heading: t('report.code'), width: 8 },
      { key: 'type', heading: t('filter.type'), width: 16 },
      { key: 'title', heading: t('form.title'), width: 36 },
      { key: 'organiser', heading: t('form.organiser'), width: 16 },
      { key: 'partners', heading: t('form.coOrganisers'), width: 20 },
      { key: 'place', heading: t('form.place'), width: 16 },
      { key: 'country', heading: t('form.country'), width: 14 },
      { key: 'firstDay', heading: t('form.startDate'), width: 12 },
      { key: 'lastDay', heading: t('form.endDate'), width: 12 },
      { key: 'languages', heading: t('form.languages'), width: 18 },
      { key: 'targetGroups', heading: t('form.targetGroups'), width: 28 },
      { key: 'state', heading: t('filter.state'), width: 12 },
      { key: 'planned', heading: t('report.planned'), width: 12 },
      { key: 'participants', heading: t('report.participants'), width: 14 },
    ],
    rows: rows.map((row): Cell[] => [
      ...[codeOf(row.number), t(`type.${typeOf(row)}`), row.publicTitle || t(`type.${typeOf(row)}`), nameOf(row.organisation)],
      ...[list(row.coOrganisers.map(({ organisation }) => nameOf(organisation))), row.place?.name ?? '', country(row.country)],
      ...[{ date: row.startDate }, { date: row.endDate }, list(row.languages.split(',').filter(Boolean).map(languageName))],
      ...[list(row.targetGroups.map(({ targetGroup }) => targetGroup.name)), t(`state.${stateOf(row)}`), row.plannedParticipants],
      participants(row),
    ]),
  };
  const held = rows.filter((row) => stateOf(row) === 'held');
  return {
    sheet,
    held: held.map(({ organisationId, coOrganisers }) => ({ organisationId, coOrganisers: coOrganisers.map((one) => one.organisationId) })),
  };
}
