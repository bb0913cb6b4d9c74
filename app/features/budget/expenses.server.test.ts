import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { loader } from '~/routes/p.$partnership.budget.expenses._index';
import { getExpenses } from './queries.server';

/** 120 expenses of one organisation, one a day from the first of January, and one of another. */
async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const editorOf = async (name: string) => {
    const organisation = await buildOrganisation({ partnershipId, name });
    return buildMember({ partnershipId, organisationId: organisation.id, roles: 'editor' });
  };
  const [ed, eva] = [await editorOf('Alzira'), await editorOf('Berlin')];
  const expense = ({ person, seat: { organisationId } }: typeof ed, at: number) => ({
    ...{ id: newId(), partnershipId, organisationId, category: 'B', description: 'Bus', createdById: person.userId },
    day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    // Each sum has some of every page.
    state: (['draft', 'returned', 'submitted', 'approved'] as const)[at % 4] ?? 'draft',
    cents: 100n,
    workPackageId: at === 0 ? 'gone' : '',
  });
  const all = Array.from({ length: 120 }, (_, at) => expense(ed, at));
  await db().expense.createMany({ data: [...all, { ...expense(eva, 0), cents: 7n }] });
  const item = { kind: 'workPackage', title: 'Listen', titleFolded: 'listen', status: 'todo', hash: '', content: '{}' };
  await db().planItem.create({ data: { ...item, partnershipId, id: 'gone', code: 'WP1', removedAt: new Date() } });
  return { anna, ed, eva, partnershipId, latestFirst: all.map(({ id }) => id).reverse() };
}

test('expenses are listed a page at a time, the latest first; sums and work packages are of all of them', async () => {
  const { anna, ed, eva, partnershipId, latestFirst } = await begun();
  const read = async ({ person }: typeof ed, page?: number) => {
    const asked = { of: ed.seat.organisationId, period: null, page };
    const { expenses, total, sums, packages } = await getExpenses(person, partnershipId, asked);
    return { ids: expenses.map(({ id }) => id), total, sums, packages: packages.map(({ id }) => id) };
  };
  const all = { total: 120, sums: { draft: 60_00n, submitted: 30_00n, approved: 30_00n }, packages: ['gone'] };
  for (const who of [ed, anna]) {
    expect(await read(who)).toEqual({ ids: latestFirst.slice(0, 50), ...all });
    expect(await read(who, 2)).toEqual({ ids: latestFirst.slice(50, 100), ...all });
    expect(await read(who, 3)).toEqual({ ids: latestFirst.slice(100), ...all });
  }
  // Others are told nothing of them, by a number neither: they get their own, or nobody's.
  expect(await read(eva)).toMatchObject({ ids: { length: 1 }, total: 1, sums: { draft: 7n, submitted: 0n, approved: 0n } });
  const facilitator = await buildMember({ partnershipId, organisationId: ed.seat.organisationId, roles: 'facilitator' });
  expect(await read(facilitator)).toEqual({ ids: [], total: 0, sums: { draft: 0n, submitted: 0n, approved: 0n }, packages: [] });
});

test('of a reporting period, too; an address past its end leads to its last page, and keeps what it asks for', async () => {
  const { ed, partnershipId, latestFirst } = await begun();
  const period = newId();
  await db().reportingPeriod.create({ data: { id: period, partnershipId, number: 1, startMonth: 1, endMonth: 2 } });
  const cookie = await signInAs(ed.person.userId, new Request('http://koinon.test'), 'http://koinon.test');
  const path = `/p/${partnershipId}/budget/expenses`;
  const open = (search: string) =>
    loader({
      request: new Request(`http://koinon.test${path}?${search}`, { headers: { cookie } }),
      params: { partnership: partnershipId },
      context: {} as AppLoadContext,
    });
  const { expenses, total, sums } = await open(`period=${period}&page=2`);
  // January and February have 59 days.
  expect(expenses.map(({ id }) => id)).toEqual(latestFirst.slice(111));
  expect({ total, sums }).toEqual({ total: 59, sums: { draft: 30_00n, submitted: 15_00n, approved: 14_00n } });
  const past = await open(`period=${period}&page=3`).catch((thrown: Response) => thrown);
  expect(past instanceof Response && past.headers.get('Location')).toBe(`${path}?period=${period}&page=2`);
});
