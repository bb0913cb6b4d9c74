/** The indicators' part of the report on a period: the numbers that everybody is told, as on the page of all indicators. */
import { countables } from '~/features/activities/countable.server';
import type { Seat } from '~/features/partnerships/partnerships';
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { byId, contributionsOf, inOrder, levelOf, linksIn, ruleOf, typedOf, unitOf, WITH_ALL } from './queries.server';
import { sumOf, type TypedValue } from './sums';

/** @param span ISO dates: what holds for days in it */
export async function indicatorReport(seat: Seat, language: Language, span: { first: string; last: string }): Promise<NewSheet[]> {
  const { partnershipId } = seat;
  const [t, links, rows, organisations] = await Promise.all([
    tFor(language, 'indicators'),
    linksIn(partnershipId, null),
    db().indicator.findMany({
      where: { partnershipId, removedAt: null },
      include: WITH_ALL,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    db().organisation.findMany({ where: { partnershipId }, select: { id: true, name: true, shortName: true } }),
  ]);
  const activities = byId(await countables(seat, [...new Set([...links.values()].flat())], 'everybody'));
  const within = (day: string) => day >= span.first && day <= span.last;
  // Of what is not told nobody knows in which period it is: it may be this one.
  const isWithin = ({ day, from, amount }: TypedValue) => (day === '' ? amount === null : within(day) && (!from || within(from)));
  const ordered = inOrder(rows.map((row) => ({ row, id: row.id, parentId: row.parentId, level: levelOf(row) })));
  const numbers = ordered.filter(({ row }) => unitOf(row) !== 'text');
  const names = new Map(organisations.map(({ id, name, shortName }) => [id, shortName || name]));
  const counted: NewSheet = {
    name: t('title'),
    note: t('report.note'),
    columns: [
      { key: 'level', heading: t('report.level'), width: 22 },
      { key: 'code', heading: t('report.code'), width: 10 },
      { key: 'indicator', heading: t('column.indicator'), width: 50 },
      { key: 'unit', heading: t('report.unit'), width: 12 },
      { key: 'baseline', heading: t('column.baseline'), width: 12 },
      { key: 'target', heading: t('column.target'), width: 12 },
      { key: 'inPeriod', heading: t('report.inPeriod'), width: 14 },
      { key: 'leftOutInPeriod', heading: t('report.leftOutInPeriod'), width: 20 },
      { key: 'whole', heading: t('report.whole'), width: 14 },
      { key: 'leftOut', heading: t('report.leftOut'), width: 20 },
    ],
    rows: numbers.map(({ row, level }): Cell[] => {
      const [contributions, typed] = [contributionsOf(ruleOf(row), links.get(row.id) ?? [], activities), typedOf(row, null)];
      const whole = sumOf(contributions, typed);
      const part = sumOf(
        contributions.filter(({ activity }) => within(activity.day)),
        typedOf(row, null, 'period').filter(isWithin),
      );
      return [
        t(`level.${level}`),
        row.code,
        row.text,
        t(`unit.${unitOf(row)}`),
        row.baseline,
        row.target,
        part.value,
        part.leftOut,
        whole.value,
        whole.leftOut,
      ];
    }),
    indented: { column: 2, levels: numbers.map(({ parentId }) => (rows.some(({ id }) => id === parentId) ? 1 : 0)) },
  };
  const inWords: NewSheet = {
    name: t('level.quality'),
    columns: [
      { key: 'indicator', heading: t('column.indicator'), width: 40 },
      { key: 'organisation', heading: t('report.organisation'), width: 20 },
      { key: 'day', heading: t('values.day'), width: 12 },
      { key: 'text', heading: t('values.text'), width: 80 },
    ],
    rows: ordered.flatMap(({ row }) =>
      unitOf(row) === 'text'
        ? row.values
            .filter(({ day }) => within(day))
            .map(({ organisationId, day, text }): Cell[] => [row.text, names.get(organisationId) ?? '', { date: day }, text])
        : [],
    ),
  };
  return [counted, inWords];
}
