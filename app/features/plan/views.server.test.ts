import { expect, test } from 'vitest';
import { leaveAll } from '~/features/partnerships/account-ties.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { readNewView } from './forms.server';
import { keepView, makeDefault, removeView, renameView, shareView, viewsFor } from './views.server';

async function begun() {
  const anna = await buildMember({ roles: 'editor' });
  const { partnershipId } = anna.seat;
  const otto = await buildMember({ partnershipId, roles: 'observer' });
  const keep = async (seat: typeof anna.seat, name: string, shared = false) => {
    const kept = await keepView(seat, { name, query: 'view=table&due=30', shared });
    if (!kept.ok) throw new Error('It was refused.');
    return kept.id;
  };
  return { anna, otto, partnershipId, keep };
}

const named = async (seat: Parameters<typeof viewsFor>[0]) => (await viewsFor(seat)).map(({ name }) => name);

test('everybody keeps views of their own, and sees those that are shown to all', async () => {
  const { anna, otto, keep } = await begun();
  await keep(anna.seat, 'Mine');
  await keep(anna.seat, 'Ours', true);
  await keep(otto.seat, 'Reading');
  expect(await named(anna.seat)).toEqual(['Mine', 'Ours']);
  expect(await viewsFor(otto.seat)).toMatchObject([
    { name: 'Ours', mine: false, owner: anna.person.name, query: 'view=table&due=30' },
    { name: 'Reading', mine: true },
  ]);
  expect(await named((await buildMember()).seat)).toEqual([]);
});

test('observers share nothing, and nobody touches what is somebody else’s', async () => {
  const { anna, otto, keep } = await begun();
  const ours = await keep(anna.seat, 'Ours', true);
  const reading = await keep(otto.seat, 'Reading');
  expect(await keepView(otto.seat, { name: 'All', query: '', shared: true })).toEqual({
    ok: false,
    problems: { shared: 'problem.mayNotShare' },
  });
  expect(await shareView(otto.seat, reading, true).catch((error: unknown) => error)).toMatchObject({ status: 404 });
  const gone = { ok: false, problems: { '': 'problem.gone' } };
  for (const act of [
    renameView(otto.seat, ours, 'Stolen'),
    removeView(otto.seat, ours),
    makeDefault(otto.seat, ours),
    shareView(otto.seat, ours, false),
  ])
    expect(await act).toEqual(gone);
  expect(await named(otto.seat)).toEqual(['Ours', 'Reading']);
});

test('a view is renamed, shown to all, opened first and taken away', async () => {
  const { anna, otto, keep } = await begun();
  const [one, two] = [await keep(anna.seat, 'One'), await keep(anna.seat, 'Two')];
  expect(await renameView(anna.seat, one, 'First')).toEqual({ ok: true });
  expect(await shareView(anna.seat, one, true)).toEqual({ ok: true });
  await makeDefault(anna.seat, one);
  await makeDefault(anna.seat, two);
  expect((await viewsFor(anna.seat)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['First', false],
    ['Two', true],
  ]);
  expect(await viewsFor(otto.seat)).toMatchObject([{ name: 'First', isDefault: false }]);
  await makeDefault(anna.seat, '');
  expect((await viewsFor(anna.seat)).some(({ isDefault }) => isDefault)).toBe(false);
  expect(await removeView(anna.seat, one)).toEqual({ ok: true });
  expect(await named(anna.seat)).toEqual(['Two']);
});

test('with the account go the views that nobody else has seen', async () => {
  const { anna, otto, keep } = await begun();
  await keep(anna.seat, 'Mine');
  await keep(anna.seat, 'Ours', true);
  await db().$transaction((tx) => leaveAll(tx, anna.person, []));
  expect(await db().planView.findMany({ where: { userId: anna.person.userId }, select: { name: true } })).toEqual([{ name: 'Ours' }]);
  expect(await named(otto.seat)).toEqual(['Ours']);
});

test('a form says what is wrong with it', () => {
  const form = new FormData();
  form.set('name', '  ');
  form.set('query', 'x'.repeat(2_001));
  expect(readNewView(form)).toMatchObject({ ok: false, errors: { name: 'problem.nameMissing', query: 'problem.queryLong' } });
});
