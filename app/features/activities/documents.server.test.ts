import { expect, test } from 'vitest';
import { createDocument } from '~/features/documents/commands.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { setState } from './commands.server';
import { documentsOf, linkDocument } from './documents.server';
import { notReached } from './equity.server';
import { buildActivity } from './testing';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);

test('minutes and outputs are linked once, and seen by those who see the document', async () => {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId });
  const bert = await buildMember({ partnershipId, organisationId: town.id, roles: 'editor' });
  const id = await buildActivity(anna.seat);
  // A draft of one organisation is nobody else's yet.
  const made = await createDocument(anna.seat, { title: 'Minutes of the evening', template: 'minutes', language: 'en', placeId: null });
  const document = (made as { id: string }).id;
  const link = (who: typeof anna, what: 'link' | 'unlink' = 'link') =>
    linkDocument(who.person, partnershipId, id, what === 'link' ? { what, document, kind: 'minutes' } : { what, document });
  expect(await link(bert)).toMatchObject({ ok: false, problems: { document: 'problem.documentGone' } });
  expect(await link(anna)).toEqual({ ok: true });
  expect(await link(anna)).toMatchObject({ ok: false });
  expect((await documentsOf(anna.seat, id)).linked).toMatchObject([{ id: document, title: 'Minutes of the evening', kind: 'minutes' }]);
  expect(await documentsOf(bert.seat, id)).toEqual({ linked: [], others: [] });
  const reader = await buildMember({ partnershipId, organisationId: anna.seat.organisationId, roles: 'observer' });
  expect(await status(link(reader, 'unlink'))).toBe(404);
  expect(await link(anna, 'unlink')).toEqual({ ok: true });
  expect((await documentsOf(anna.seat, id)).linked).toEqual([]);
});

test('whom and what no activity reaches: of what a member sees, without what was cancelled', async () => {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId });
  const bert = await buildMember({ partnershipId, organisationId: town.id, roles: 'observer' });
  const group = async (name: string, position: number) => {
    const id = newId();
    await db().targetGroup.create({ data: { id, partnershipId, position, name, rank: 'principal' } });
    return id;
  };
  const [women, children, victims] = [await group('Women', 1), await group('Children', 2), await group('Victims', 3)];
  await buildActivity(anna.seat, { targetGroups: [women], themes: ['housing'] });
  await buildActivity(anna.seat, { targetGroups: [victims], themes: ['labour'], restriction: 'trafficking' });
  const off = await buildActivity(anna.seat, { targetGroups: [children], themes: ['education'] });
  await setState(anna.person, partnershipId, off, 'cancelled');
  const names = async (who: typeof anna) => (await notReached(who.seat)).groups.map(({ name }) => name);
  expect(await names(anna)).toEqual(['Children']);
  expect(await names(bert)).toEqual(['Children', 'Victims']);
  expect((await notReached(anna.seat)).themes).not.toContain('labour');
  expect((await notReached(bert.seat)).themes).toContain('labour');
  expect((await notReached(bert.seat)).themes).not.toContain('housing');
});
