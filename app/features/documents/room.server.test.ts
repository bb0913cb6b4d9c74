import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { buildSession } from '~/features/accounts/testing';
import { roomBackend } from '~/features/partnerships/rooms.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import { COPY_EVERY_MS } from './documents';
import { checkTree, documentFragment } from './live';
import { headingsOf, walk } from './rich-text';
import { documentRooms } from './room.server';
import { readState, stateOf } from './state';
import { buildDocument } from './testing';

const rooms = roomBackend({ doc: documentRooms });
const NOBODY_KNOWN = { wrote: new Map(), erased: [] };

async function member(roles: string, where: { partnershipId?: string; organisationId?: string } = {}) {
  const session = await buildSession();
  const { seat } = await buildMember({ person: session.person, roles, ...where });
  return { ...session, seat };
}

const paragraph = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

describe('what is said of a room whose socket is refused', () => {
  test('open to its readers; in the trash to all who would read it outside; nothing to anybody else', async () => {
    const editor = await member('editor');
    const document = await buildDocument(editor.seat);
    const room = documentRoom(document.id, 'en');
    const observer = await member('observer', editor.seat);
    const neighbour = await member('editor', {
      organisationId: (await buildOrganisation({ partnershipId: document.partnershipId })).id,
    });
    const stranger = await member('coordinator');
    const said = () => Promise.all([editor, observer, neighbour, stranger].map(({ person }) => documentRooms.status(person, room)));
    expect(await said()).toEqual(['open', 'open', 'none', 'none']);
    await db().document.update({ where: { id: document.id }, data: { trashedAt: new Date() } });
    expect(await said()).toEqual(['trashed', 'trashed', 'none', 'none']);
    expect(await documentRooms.status(editor.person, documentRoom(document.id, 'pl'))).toBe('none');
    expect(await documentRooms.status(editor.person, 'doc/nonsense')).toBe('none');
  });
});

describe('who gets into a room', () => {
  test('writers write, observers read, strangers and people without a session stay out', async () => {
    const editor = await member('editor');
    const document = await buildDocument(editor.seat);
    const room = documentRoom(document.id, 'en');
    const observer = await member('observer', editor.seat);
    const stranger = await member('coordinator');

    expect(await rooms.authorize(editor.cookie, room)).toMatchObject({
      ok: true,
      mode: 'write',
      generation: 1,
      partnershipId: document.partnershipId,
      actor: { userId: editor.person.userId, sessionId: editor.sessionId, name: editor.person.name },
    });
    expect(await rooms.authorize(observer.cookie, room)).toMatchObject({ ok: true, mode: 'read' });
    expect(await rooms.authorize(stranger.cookie, room)).toEqual({ ok: false, status: 404 });
    expect(await rooms.authorize(undefined, room)).toEqual({ ok: false, status: 401 });
    expect(await rooms.authorize('koinon_session=forged', room)).toEqual({ ok: false, status: 401 });
  });

  test.each(['translator:el', 'reviewer:el'])('%s reads', async (roles) => {
    const reader = await member(roles);
    const document = await buildDocument(reader.seat);
    expect(await rooms.authorize(reader.cookie, documentRoom(document.id, 'en'))).toMatchObject({ ok: true, mode: 'read' });
  });

  test('another organisation gets in once the document is shared', async () => {
    const editor = await member('editor');
    const document = await buildDocument(editor.seat);
    const room = documentRoom(document.id, 'en');
    const neighbour = await member('editor', {
      organisationId: (await buildOrganisation({ partnershipId: document.partnershipId })).id,
    });
    expect(await rooms.authorize(neighbour.cookie, room)).toEqual({ ok: false, status: 404 });
    await db().document.update({ where: { id: document.id }, data: { sharedAt: new Date() } });
    expect(await rooms.authorize(neighbour.cookie, room)).toMatchObject({ ok: true, mode: 'write' });
  });

  test.each(['doc/nosuchdocument/en', 'doc/x', 'plan/0123456789ab', '', 'doc/0123456789ab/en/more'])(
    'there is no room %j',
    async (room) => {
      expect(await rooms.authorize((await member('coordinator')).cookie, room)).toEqual({ ok: false, status: 404 });
    },
  );

  test('no language version, no room; nor in the trash', async () => {
    const editor = await member('editor');
    const document = await buildDocument(editor.seat);
    expect(await rooms.authorize(editor.cookie, documentRoom(document.id, 'el'))).toEqual({ ok: false, status: 404 });
    await db().document.update({ where: { id: document.id }, data: { trashedAt: new Date() } });
    expect(await rooms.authorize(editor.cookie, documentRoom(document.id, 'en'))).toEqual({ ok: false, status: 404 });
  });

  test('an open socket is judged again by its session', async () => {
    const editor = await member('editor');
    const document = await buildDocument(editor.seat);
    const room = documentRoom(document.id, 'en');
    const access = await rooms.authorize(editor.cookie, room);
    if (!access.ok) throw new Error('The editor was kept out.');
    await db().memberRole.deleteMany({ where: { memberId: editor.seat.memberId } });
    expect(await rooms.recheck(access.actor, room)).toMatchObject({ ok: true, mode: 'read' });
    await db().member.delete({ where: { id: editor.seat.memberId } });
    expect(await rooms.recheck(access.actor, room)).toEqual({ ok: false, status: 404 });
    await db().session.delete({ where: { id: editor.sessionId } });
    expect(await rooms.recheck(access.actor, room)).toEqual({ ok: false, status: 401 });
  });
});

describe('the first content of a room', () => {
  test('is the template in the language of the version, with an id on every block', async () => {
    const document = await buildDocument({ template: 'strategy', language: 'el' });
    const seed = await rooms.seed(documentRoom(document.id, 'el'), 1);
    if (!seed) throw new Error('The room stayed empty.');
    expect(checkTree(seed)).toBeNull();
    const text = readState(seed);
    expect(headingsOf(text)).toHaveLength(15);
    expect(headingsOf(text)[3]?.text).toBe('Τι ακούσαμε');
    const ids: unknown[] = [];
    walk(text, (node) => {
      if (node.type === 'paragraph' || node.type === 'heading') ids.push(node.attrs?.id);
    });
    expect(ids.every((id) => typeof id === 'string' && id.length > 0)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is the copy that a document began from', async () => {
    const document = await buildDocument();
    const { id: documentId, partnershipId } = document;
    const state = new Uint8Array(stateOf(paragraph('Begun elsewhere.')));
    await db().documentCopy.create({ data: { id: 'c'.repeat(26), partnershipId, documentId, language: 'en', words: 2, state } });
    const seed = await rooms.seed(documentRoom(documentId, 'en'), 1);
    expect(seed && JSON.stringify(readState(seed))).toContain('Begun elsewhere.');
  });

  test('is asked for rooms that exist', async () => {
    const document = await buildDocument();
    expect(await rooms.seed(documentRoom(document.id, 'de'), 1)).toBeNull();
    expect(await rooms.seed(documentRoom(document.id, 'en'), 2)).toBeNull();
  });
});

describe('when changes are on disk', () => {
  async function written() {
    const { person, seat } = await member('editor');
    const document = await buildDocument({ ...seat, template: 'strategy' });
    const room = documentRoom(document.id, 'en');
    const store = (text: string) => rooms.stored(room, stateOf(paragraph(text)), [person.userId], NOBODY_KNOWN);
    return { person, document, store };
  }

  test('the document knows its words and who changed it last', async () => {
    const { person, document, store } = await written();
    await store('Five words are in here.');
    const found = await db().document.findUniqueOrThrow({ where: { id: document.id }, include: { versions: true } });
    expect(found.updatedById).toBe(person.userId);
    expect(found.updatedAt.getTime()).toBeGreaterThan(document.updatedAt.getTime());
    expect(found.versions[0]?.words).toBe(5);
  });

  test('a person is told of once an hour, to those who see the document', async () => {
    const { person, document, store } = await written();
    await store('One');
    await store('One two');
    const changes = await db().change.findMany({ where: { subjectId: document.id } });
    expect(changes).toMatchObject([{ action: 'document.edited', actorId: person.userId, organisationId: document.organisationId }]);
    await db().change.updateMany({ where: { subjectId: document.id }, data: { at: new Date(Date.now() - 2 * 3600_000) } });
    await store('One two three');
    expect(await db().change.count({ where: { subjectId: document.id } })).toBe(2);
  });

  test('a copy is kept at once, and the next when the hour is over', async () => {
    const { document, store } = await written();
    await store('First');
    await store('First and second');
    const copies = await db().documentCopy.findMany({ where: { documentId: document.id } });
    expect(copies.map(({ words }) => words)).toEqual([1]);
    const job = await db().job.findFirstOrThrow({ where: { dedupeKey: `copy/${document.id}/en` } });
    expect(job.runAt.getTime()).toBe((copies[0]?.takenAt.getTime() ?? 0) + COPY_EVERY_MS);
    await db().documentCopy.updateMany({ where: { documentId: document.id }, data: { takenAt: new Date(Date.now() - COPY_EVERY_MS - 1) } });
    await store('First and second and third');
    expect(await db().documentCopy.count({ where: { documentId: document.id } })).toBe(2);
  });

  test('a room of nothing that we know changes nothing', async () => {
    await expect(rooms.stored('doc/nosuchdocument/en', Y.encodeStateAsUpdate(new Y.Doc()), ['u'], NOBODY_KNOWN)).resolves.toBeUndefined();
  });
});

test('the tree of a state is the root that editors use', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stateOf(paragraph('x')));
  expect(documentFragment(doc).length).toBe(1);
});

test('what a merge left malformed is mended when nobody has the room open', async () => {
  const editor = await member('editor');
  const document = await buildDocument(editor.seat);
  const room = documentRoom(document.id, 'en');
  const malformed = new Y.Doc();
  documentFragment(malformed).push([new Y.XmlElement('bulletList')]);
  const { sync } = services();
  await sync.edit(room, 1, editor.person.userId, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(malformed)));

  await rooms.stored(room, await sync.read(room, 1), [editor.person.userId], NOBODY_KNOWN);

  const mended = new Y.Doc();
  Y.applyUpdate(mended, await sync.read(room, 1));
  expect(checkTree(malformed)).toMatchObject({ kind: 'malformed' });
  expect(checkTree(mended)).toBeNull();
});
