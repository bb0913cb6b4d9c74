import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createDocument } from '~/features/documents/commands.server';
import { documentRooms } from '~/features/documents/room.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import { setState } from './commands.server';
import { documentsOf, linkDocument } from './documents.server';
import { notReached } from './equity.server';
import { linkSections, sectionsOf } from './sections.server';
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

test('sections that a consultation feeds are chosen among the headings of a document, and seen by those who see it', async () => {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId });
  const bert = await buildMember({ partnershipId, organisationId: town.id, roles: 'editor' });
  const id = await buildActivity(anna.seat);
  const made = await createDocument(anna.seat, { title: 'Local strategy', template: 'strategy', language: 'en', placeId: null });
  const document = (made as { id: string }).id;
  // As the sync server fills a room that was never written.
  const room = documentRoom(document, 'en');
  const template = await documentRooms.seed(room, 1);
  await services().sync.edit(room, 1, '', (doc) => Y.applyUpdate(doc, template ?? new Uint8Array()));
  const sections = (who: typeof anna, asked: string | null = null) => sectionsOf(who.person, who.seat, id, asked);
  const { chosen } = await sections(anna, document);
  const [first, second] = chosen?.sections ?? [];
  if (!first || !second) throw new Error('The template of a strategy has headings.');
  const feed = (who: typeof anna, blocks: string[]) => linkSections(who.person, partnershipId, id, { what: 'add', document, blocks });
  // A draft of one organisation is nobody else's yet.
  expect(await feed(bert, [first.block])).toEqual({ ok: false, problems: { document: 'problem.documentGone' } });
  expect(await feed(anna, [])).toEqual({ ok: false, problems: { blocks: 'problem.sectionMissing' } });
  expect(await feed(anna, ['nosuchblock'])).toMatchObject({ ok: false });
  expect(await feed(anna, [second.block, first.block, first.block])).toEqual({ ok: true });
  expect(await feed(anna, [first.block])).toMatchObject({ ok: false });
  const { fed, chosen: rest } = await sections(anna, document);
  expect(fed.map(({ title }) => title).sort()).toEqual([first.title, second.title].sort());
  expect(fed[0]).toMatchObject({ language: 'en', document: { id: document, title: 'Local strategy' } });
  expect(rest?.sections.map(({ block }) => block)).not.toContain(first.block);
  expect(await sections(bert, document)).toEqual({ fed: [], documents: [], chosen: null });
  const reader = await buildMember({ partnershipId, organisationId: anna.seat.organisationId, roles: 'observer' });
  const takeOut = { what: 'remove', id: fed[0]?.id ?? '' } as const;
  expect(await status(linkSections(reader.person, partnershipId, id, takeOut))).toBe(404);
  expect(await linkSections(anna.person, partnershipId, id, takeOut)).toEqual({ ok: true });
  expect((await sections(anna)).fed).toHaveLength(1);
});
