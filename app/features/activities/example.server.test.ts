import { expect, test } from 'vitest';
import { type LoadedExample, loadExample } from '~/features/partnerships/example.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { exampleActivities } from './example.server';
import { readListQuery } from './forms.server';
import { listActivities, whatHappens } from './queries.server';

const ALL = readListQuery(new URLSearchParams());

test('the example has activities of most types, something happens in it on any day, and a second start adds nothing', async () => {
  const loaded: LoadedExample[] = [];
  const parts = [exampleActivities, async (example: LoadedExample) => void loaded.push(example)];
  await loadExample(parts);
  await loadExample(parts);
  const example = loaded.find(({ key }) => key === 'nclusion') as LoadedExample;
  const seatOf = (person: string) => requireSeat({ userId: example.users[person] ?? '' }, example.partnershipId);
  const found = await listActivities(await seatOf('anna'), ALL);
  expect(found.total).toBe(10);
  expect(new Set(found.activities.map(({ type }) => type)).size).toBeGreaterThanOrEqual(8);
  const { lists, held } = await whatHappens(await seatOf('anna'), { country: '', zone: 'Europe/Brussels', now: new Date() });
  expect([lists.now.length > 0, lists.week.length > 0, held]).toEqual([true, true, 5]);
  // One is restricted to Berlin and Nicosia.
  expect((await listActivities(await seatOf('elena'), ALL)).total).toBe(9);
  expect((await listActivities(await seatOf('berta'), ALL)).total).toBe(10);
});
