import { expect, test } from 'vitest';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { textIn } from '~/kit/tables/book';
import { getBudget, getEffort } from './queries.server';
import { budgetReport } from './sheets.server';
import type { Span } from './told';

const P1 = { first: '2026-01-01', last: '2026-06-30' };
const P2 = { first: '2026-07-01', last: '2026-12-31' };

/** A coordinator and the editors of three other organisations; two reporting periods of half a year. */
async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01', rateBasisPoints: 9000 } });
  const period = { partnershipId, startMonth: 1, endMonth: 6 };
  await db().reportingPeriod.createMany({
    data: [
      { ...period, id: newId(), number: 1 },
      { ...period, id: newId(), number: 2, startMonth: 7, endMonth: 12 },
    ],
  });
  const editorOf = async (name: string) => {
    const { id } = await buildOrganisation({ partnershipId, name });
    return buildMember({ partnershipId, organisationId: id, roles: 'editor' });
  };
  const [ed, eva, ela] = [await editorOf('Alzira'), await editorOf('Berlin'), await editorOf('Palermo')];
  const spend = ({ person, seat: { organisationId } }: BuiltMember, day: string, cents: bigint) =>
    db().expense.create({
      data: {
        ...{ id: newId(), partnershipId, organisationId, category: 'B', description: 'Bus', createdById: person.userId },
        ...{ day, cents, state: 'approved' },
      },
    });
  const work = ({ seat: { organisationId } }: BuiltMember, month: string, hundredths: number) =>
    db().effortActual.create({ data: { partnershipId, organisationId, workPackageId: 'gone', month, hundredths } });
  const t = await tFor('en', 'budget');
  const sheets = async ({ seat }: BuiltMember, span: Span | null) => {
    const [sums, categories, efforts] = (await budgetReport(seat, t, span)).summary.map(({ rows }) => rows.map((row) => row.map(textIn)));
    return { sums: sums ?? [], categories: categories ?? [], efforts: efforts ?? [] };
  };
  /** The last cell of the row of all, nothing where there is no such row. */
  const spentByAll = async (who: BuiltMember, span: Span | null) =>
    (await sheets(who, span)).sums.find(([name]) => name === t('whole'))?.at(-1) ?? '';
  return { anna, partnershipId, ed, eva, ela, spend, work, sheets, spentByAll };
}

test("another organisation's costs are not what all came to less a period", async () => {
  const { anna, partnershipId, ed, eva, ela, spend, work, sheets, spentByAll } = await begun();
  for (const who of [ed, eva, ela]) await spend(who, '2026-03-10', 1_000_00n);
  for (const who of [ed, eva, ela]) await work(who, '2026-03', 100);
  const onPage = async ({ person }: BuiltMember) => (await getBudget(person, partnershipId, null)).spent.total?.total ?? null;
  const workedOnPage = async ({ person }: BuiltMember) =>
    (await getEffort(person, partnershipId, { of: null, month: null })).total.workedTotal;
  const workedInFile = async (who: BuiltMember) => (await sheets(who, null)).efforts.at(-1)?.at(-1) ?? '';
  expect([await onPage(ed), await spentByAll(ed, null), await spentByAll(ed, P1)]).toEqual([3_210_00n, '3210.00', '3210.00']);
  expect([await workedOnPage(ed), await workedInFile(ed)]).toEqual([300, '3.00']);
  await spend(ed, '2026-08-10', 50_00n);
  await spend(eva, '2026-08-10', 70_00n);
  await work(eva, '2026-08', 30);
  expect([await onPage(ed), await spentByAll(ed, null)]).toEqual([null, '']);
  expect([await spentByAll(ed, P1), await spentByAll(ed, P2)]).toEqual(['3210.00', '']);
  expect([await workedOnPage(ed), await workedInFile(ed)]).toEqual([null, '']);
  expect([await onPage(anna), await spentByAll(anna, P2), await workedOnPage(anna), await workedInFile(anna)]).toEqual([
    3_338_40n,
    '128.40',
    330,
    '3.30',
  ]);
  // A third one in it, and all is told again.
  await spend(ela, '2026-08-11', 1n);
  expect([await onPage(ed), await spentByAll(ed, P2)]).toEqual([3_338_41n, '128.41']);
});

test('a period is rounded, and its grant is at its most, as the whole', async () => {
  const { anna, partnershipId, eva, spend, sheets } = await begun();
  await db().partnership.update({ where: { id: partnershipId }, data: { grantCents: 150_00n } });
  await spend(eva, '2026-03-10', 107_07n);
  await spend(eva, '2026-08-10', 107_07n);
  const { contributionOf } = await budgetReport(anna.seat, await tFor('en', 'budget'), P2);
  expect(contributionOf(eva.seat.organisationId)).toMatchObject({ costs: 114_57n, grant: 46_90n, own: 67_67n });
  expect((await sheets(anna, P1)).categories.map((row) => row.slice(1))).toContainEqual(['E Indirect costs', '0.00', '7.49']);
});

test('page and file have the same rows, also where something was spent and nothing planned', async () => {
  const { anna, partnershipId, ed, eva, spend, sheets } = await begun();
  await spend(eva, '2026-03-10', 100_00n);
  for (const who of [anna, ed, eva]) {
    const { rows, whole, byCategory } = await getBudget(who.person, partnershipId, eva.seat.organisationId);
    const { sums, categories } = await sheets(who, null);
    expect(sums.map(([name]) => name)).toEqual([...rows.map(({ name }) => name), ...(whole ? ['All organisations'] : [])]);
    expect(rows.map(({ name, spent }) => [name, spent])).toEqual(who === ed ? [] : [['Berlin', 107_00n]]);
    expect(byCategory.map(({ category, spent }) => [category, spent])).toEqual(
      who === ed
        ? []
        : [
            ['B', 100_00n],
            ['E', 7_00n],
            [null, 107_00n],
          ],
    );
    // The coordinator has those of all, too.
    expect(categories).toHaveLength({ [anna.person.userId]: 6, [ed.person.userId]: 0 }[who.person.userId] ?? 3);
  }
});
