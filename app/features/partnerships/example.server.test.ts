import { expect, test } from 'vitest';
import { signInWithPassword } from '~/features/accounts/sign-in.server';
import { db } from '~/kit/db.server';
import { checkGrant } from '~/kit/money';
import { services } from '~/kit/services.server';
import { nclusion } from '../../../prisma/seed/nclusion';
import { persons } from '../../../prisma/seed/persons';
import { type LoadedExample, loadExample } from './example.server';
import { getFacts, listPartnerships, requireSeat } from './queries.server';

test('the examples load once, with their open facts open, and nothing is loaded twice', async () => {
  const loaded: LoadedExample[] = [];
  const part = async (example: LoadedExample) => void loaded.push(example);
  const lines = await loadExample([part]);
  const password = lines.at(-1)?.split(': ')[1] ?? '';
  expect(loaded.map(({ key, isNew }) => [key, isNew])).toEqual([
    ['nclusion', true],
    ['includ-eu', true],
  ]);
  const anna = await db().user.findUniqueOrThrow({ where: { email: 'anna@nicosia.example' } });
  const seat = await requireSeat({ userId: anna.id }, nclusion.id);
  const facts = await getFacts(seat);
  expect(facts).toMatchObject({
    acronym: '@nclusion',
    projectCode: '101141076',
    startDate: '2024-04-01',
    endDate: null,
    endDateTyped: '31/04/2027',
    endDateOpen: true,
  });
  expect(checkGrant(facts.totalBudgetCents, facts.grantCents, facts.rateBasisPoints)).toMatchObject({
    verdict: 'rounded',
    ownCents: 14300710n,
  });
  expect(facts.objectives.map(({ code }) => code)).toEqual(['SO1', 'SO2', 'SO3', 'SO4', 'SO5', 'SO6', 'SO7']);
  expect(new Set(facts.organisations.map(({ country }) => country))).toEqual(new Set(['CY', 'DE', 'GR', 'IT', 'PL', 'ES']));
  // What two pages say differently stays open to the reader.
  const quotes = (field: string) => facts.sources.filter((source) => source.field === field).map(({ quote }) => quote);
  expect(quotes('endDate')).toEqual(['31/04/2027', '31/03/2027']);
  expect(quotes('grant')).toEqual(['1.287.063.95', '1.430.000.00']);
  expect(quotes('targetGroups')).toHaveLength(2);
  expect(quotes('rate')).toHaveLength(1);
  const sofia = await db().user.findUniqueOrThrow({ where: { email: 'sofia@rome.example' } });
  const [theirs] = await listPartnerships({ userId: sofia.id });
  // Six, as its page says: the network of regions belongs to none.
  expect(theirs?.countries).toEqual(['ES', 'GR', 'IT', 'NL', 'RO', 'SI']);
  expect(facts.deadlines.map(({ at }) => at === null)).toEqual([false, true]);
  expect(await signInWithPassword('anna@nicosia.example', password, '127.0.0.1')).toMatchObject({ ok: true });
  const counts = async () => [
    await db().partnership.count(),
    await db().user.count(),
    await db().member.count(),
    await db().source.count(),
  ];
  const before = await counts();
  await db().partnership.update({ where: { id: nclusion.id }, data: { title: 'Changed by its people' } });
  const again: LoadedExample[] = [];
  await loadExample([async (example) => void again.push(example)]);
  expect(await counts()).toEqual(before);
  expect(again.map(({ organisations, users, isNew }) => ({ organisations, users, isNew }))).toEqual(
    loaded.map(({ organisations, users }) => ({ organisations, users, isNew: false })),
  );
  expect((await getFacts(seat)).title).toBe('Changed by its people');
});

test('a fixed password is kept from start to start', async () => {
  services().settings.examplePassword = 'six cities one council';
  expect((await loadExample([])).at(-1)).toContain('six cities one council');
  const hash = async () => (await db().user.findUniqueOrThrow({ where: { email: 'anna@nicosia.example' } })).passwordHash;
  const first = await hash();
  await loadExample([]);
  expect(await hash()).toBe(first);
});

test('every example person lives on an address that cannot exist, and sits for every country', () => {
  for (const { email } of persons) expect(email).toMatch(/^[a-z]+@[a-z]+\.example$/);
  const countries = nclusion.members.map(({ organisation }) => nclusion.organisations.find(({ key }) => key === organisation)?.country);
  expect(new Set(countries)).toEqual(new Set(['CY', 'DE', 'ES', 'GR', 'IT', 'PL']));
});
