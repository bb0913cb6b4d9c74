import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { Seat } from '~/features/partnerships/partnerships';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { Close, documentRoom } from '~/live/wire';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import {
  changeDetails,
  createDocument,
  duplicateDocument,
  restoreCopy,
  restoreDocument,
  shareDocument,
  trashDocument,
} from './commands.server';
import { readDetails, readNewDocument } from './forms.server';
import { documentFragment, readDocument, repairBlockIds } from './live';
import { documentFor, listDocuments, textNow } from './queries.server';
import { textOf } from './rich-text';
import { documentRooms } from './room.server';
import { readState, stateOf } from './state';
import { buildDocument } from './testing';

const sync = () => services().sync as RecordingSync;
const input = { title: 'Στρατηγική Ένταξης', template: 'strategy' as const, language: 'el', placeId: null };
const paragraph = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

const refused = (promise: Promise<unknown>) =>
  expect(
    promise.then(
      () => 'done',
      (answer) => (answer instanceof Response ? answer.status : answer),
    ),
  ).resolves.toBe(404);

async function inOtherOrganisation(seat: Seat, roles: string) {
  const organisation = await buildOrganisation({ partnershipId: seat.partnershipId });
  return buildMember({ organisationId: organisation.id, roles });
}

function open(room: string): Y.Doc {
  const doc = sync().rooms.get(room) ?? new Y.Doc();
  sync().rooms.set(room, doc);
  return doc;
}

async function made(seat: Seat, overrides: Partial<typeof input> = {}) {
  const result = await createDocument(seat, { ...input, ...overrides });
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result;
}

describe('creating', () => {
  test('makes a document of the own organisation, not shared, with its change', async () => {
    const { person, seat } = await buildMember({ roles: 'editor' });
    const { id, language } = await made(seat);
    expect(language).toBe('el');
    const { document } = await documentFor(person, id);
    expect(document).toMatchObject({
      title: input.title,
      titleFolded: 'στρατηγικη ενταξησ',
      organisationId: seat.organisationId,
      sharedAt: null,
    });
    expect(document.versions.map((version) => version.language)).toEqual(['el']);
    expect(await db().change.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: 'document.created', actorId: seat.userId, organisationId: seat.organisationId },
    ]);
  });

  test('refuses languages and places of others', async () => {
    const { seat } = await buildMember({ roles: 'editor' });
    const foreign = await db().place.create({
      data: { id: newId(), partnershipId: (await buildMember()).seat.partnershipId, name: 'Alzira', country: 'ES', kind: 'municipality' },
    });
    expect(await createDocument(seat, { ...input, language: 'fi' })).toEqual({ errors: { language: 'error.choice' } });
    expect(await createDocument(seat, { ...input, placeId: foreign.id })).toEqual({ errors: { placeId: 'error.choice' } });
  });

  test.each(['observer', 'translator:el', 'reviewer:en', 'facilitator'])('%s may not', async (roles) => {
    await refused(createDocument((await buildMember({ roles })).seat, input));
  });

  test('the form says what is wrong with each field', () => {
    const form = (fields: Record<string, string>) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) data.set(name, value);
      return data;
    };
    expect(readNewDocument(form({ title: '  ', template: 'novel' }))).toMatchObject({
      ok: false,
      errors: { title: 'error.titleMissing', template: 'error.choice', language: 'error.choice' },
    });
    expect(readDetails(form({ title: 'x'.repeat(201) }))).toMatchObject({ ok: false, errors: { title: 'error.titleLong' } });
    expect(readDetails(form({ title: ' A \n B ' }))).toEqual({ ok: true, data: { title: 'A B', placeId: null } });
  });
});

describe('who sees what', () => {
  test('its own organisation and coordinators, until it is shared', async () => {
    const { person, seat } = await buildMember({ roles: 'editor' });
    const neighbour = await inOtherOrganisation(seat, 'editor');
    const coordinator = await inOtherOrganisation(seat, 'coordinator');
    const stranger = await buildMember();
    const { id } = await made(seat);
    const all = { filter: 'all' as const, query: '', page: 1 };

    await refused(documentFor(neighbour.person, id));
    await refused(documentFor(stranger.person, id));
    expect((await listDocuments(neighbour.seat, all)).total).toBe(0);
    expect((await listDocuments(coordinator.seat, all)).total).toBe(1);

    await refused(shareDocument(neighbour.person, id));
    await refused(shareDocument(stranger.person, id));
    await shareDocument(person, id);
    await refused(shareDocument(person, id));
    expect((await documentFor(neighbour.person, id)).document.id).toBe(id);
    expect((await listDocuments(neighbour.seat, all)).documents).toMatchObject([{ id, shared: true, canRestore: false }]);
    await refused(documentFor(stranger.person, id));
    expect(await db().change.findFirst({ where: { subjectId: id, action: 'document.shared' } })).toMatchObject({ organisationId: null });
  });

  test('a document is found only under its own partnership', async () => {
    const { person, seat } = await buildMember();
    const { id } = await made(seat);
    await refused(documentFor(person, id, (await buildMember({ person })).seat.partnershipId));
  });
});

test('the list is searched without accents, filtered, and the last changed comes first', async () => {
  const { person, seat } = await buildMember({ roles: 'editor' });
  const neighbour = await inOtherOrganisation(seat, 'editor');
  const strategy = await made(seat);
  const lodz = await made(neighbour.seat, { title: 'Strategia dla miasta Łódź' });
  await shareDocument(neighbour.person, lodz.id);
  const find = async (query: string, filter: 'all' | 'mine' | 'organisation' | 'shared' | 'trash' = 'all') =>
    (await listDocuments(seat, { filter, query, page: 1 })).documents.map(({ id }) => id);

  expect(await find('στρατηγικη')).toEqual([strategy.id]);
  expect(await find('strategia lodz')).toEqual([lodz.id]);
  expect(await find('ΕΝΤΑΞΗΣ στρατηγική')).toEqual([strategy.id]);
  for (const signs of ['%', '_', '\\', '!!', '§ %', '´']) expect(await find(signs)).toEqual([]);
  expect(await find('100%_')).toEqual([]);
  const law = await made(seat, { title: '§ 5 und §§ 7-9' });
  expect(await find('§')).toEqual([law.id]);
  expect(await find('§ §§')).toEqual([law.id]);
  expect(await find('-')).toEqual([law.id]);
  await trashDocument(person, law.id);
  expect(await find('', 'mine')).toEqual([strategy.id]);
  expect(await find('', 'organisation')).toEqual([strategy.id]);
  expect(await find('', 'shared')).toEqual([lodz.id]);
  expect(await find('', 'trash')).toEqual([law.id]);

  await db().document.update({ where: { id: lodz.id }, data: { updatedAt: new Date(Date.now() - 60_000) } });
  expect(await find('')).toEqual([strategy.id, lodz.id]);
  await changeDetails(neighbour.person, lodz.id, { title: 'Łódź', placeId: null });
  expect(await find('')).toEqual([lodz.id, strategy.id]);
  expect((await listDocuments(seat, { filter: 'all', query: '', page: 2 })).documents).toEqual([]);
  expect((await listDocuments(seat, { filter: 'all', query: '', page: 1 })).documents[1]?.updatedBy).toBe(person.name);
});

describe('renaming', () => {
  test('changes title, folded title and place', async () => {
    const { person, seat } = await buildMember({ roles: 'editor' });
    const { id } = await made(seat);
    const place = await db().place.create({
      data: { id: newId(), partnershipId: seat.partnershipId, name: 'Λευκωσία', country: 'CY', kind: 'municipality' },
    });
    expect(await changeDetails(person, id, { title: 'Λευκωσία 2027', placeId: place.id })).toBeNull();
    const { document } = await documentFor(person, id);
    expect(document).toMatchObject({ title: 'Λευκωσία 2027', titleFolded: 'λευκωσια 2027', place: { name: 'Λευκωσία' } });
    expect(await changeDetails(person, id, { title: 'x', placeId: newId() })).toEqual({ errors: { placeId: 'error.choice' } });
  });

  test('is not for readers and strangers', async () => {
    const { seat } = await buildMember({ roles: 'editor' });
    const { id } = await made(seat);
    const observer = await buildMember({ organisationId: seat.organisationId, roles: 'observer' });
    await refused(changeDetails(observer.person, id, { title: 'x', placeId: null }));
    await refused(changeDetails((await buildMember()).person, id, { title: 'x', placeId: null }));
  });
});

describe('the trash', () => {
  test('takes a document out of sight and gives it back', async () => {
    const { person, seat } = await buildMember({ roles: 'editor' });
    const neighbour = await inOtherOrganisation(seat, 'editor');
    const { id } = await made(seat);
    await shareDocument(person, id);
    await refused(trashDocument(neighbour.person, id));
    await refused(restoreDocument(person, id));
    await trashDocument(person, id);
    expect(sync().revoked).toContainEqual({ match: { room: documentRoom(id, 'el') }, code: Close.deleted });
    await refused(documentFor(neighbour.person, id));
    await refused(trashDocument(person, id));
    const list = (who: Seat) => listDocuments(who, { filter: 'trash', query: '', page: 1 });
    expect((await list(seat)).documents).toMatchObject([{ id, canRestore: true }]);
    expect((await list(neighbour.seat)).total).toBe(0);
    expect((await listDocuments(seat, { filter: 'all', query: '', page: 1 })).total).toBe(0);
    await refused(restoreDocument(neighbour.person, id));
    await restoreDocument(person, id);
    expect((await documentFor(neighbour.person, id)).document.trashedAt).toBeNull();
  });
});

describe('duplicating', () => {
  test('takes the text and the pictures of all languages along', async () => {
    const { person, seat } = await buildMember({ roles: 'editor' });
    const document = await buildDocument({ ...seat, template: 'minutes' });
    const hash = 'a'.repeat(64);
    const file = { partnershipId: seat.partnershipId, documentId: document.id, hash, mime: 'image/png', bytes: 1, width: 1, height: 1 };
    await db().documentFile.create({ data: { id: newId(), uploadedById: person.userId, ...file } });
    const text = paragraph('Decided in Nicosia.');
    const elsewhere = `/files/${newId()}/${hash}`;
    for (const src of [`/files/${document.id}/${hash}`, elsewhere]) text.content.push({ type: 'image', attrs: { src } } as never);
    Y.applyUpdate(open(documentRoom(document.id, 'en')), stateOf(text));

    const copy = await duplicateDocument(person, document.id, (title) => `Copy of ${title}`);
    const { document: found } = await documentFor(person, copy.id);
    expect(found).toMatchObject({ title: 'Copy of Strategy', organisationId: seat.organisationId, sharedAt: null, template: 'minutes' });
    expect(found.versions[0]?.words).toBe(3);
    const seed = await documentRooms.seed(documentRoom(copy.id, 'en'), 1);
    const words = JSON.stringify(seed && readState(seed));
    expect(words).toContain('Decided in Nicosia.');
    expect(words).toContain(`/files/${copy.id}/${hash}`);
    // A picture that lies with another document does not come along: its address still leads to it.
    expect(words).toContain(elsewhere);
    expect(await db().documentFile.count({ where: { documentId: copy.id, hash } })).toBe(1);
  });

  test('is for those who see it and may create', async () => {
    const { seat } = await buildMember({ roles: 'editor' });
    const document = await buildDocument({ ...seat });
    const observer = await buildMember({ organisationId: seat.organisationId, roles: 'observer' });
    await refused(duplicateDocument(observer.person, document.id, String));
    await refused(duplicateDocument((await inOtherOrganisation(seat, 'editor')).person, document.id, String));
  });
});

describe('putting a copy back', () => {
  async function withCopy() {
    const coordinator = await buildMember();
    const { seat } = coordinator;
    const document = await buildDocument({ ...seat });
    const copy = await db().documentCopy.create({
      data: {
        id: newId(),
        partnershipId: seat.partnershipId,
        documentId: document.id,
        language: 'en',
        words: 2,
        state: new Uint8Array(stateOf(paragraph('As before.'))),
      },
    });
    const live = open(documentRoom(document.id, 'en'));
    Y.applyUpdate(live, stateOf(paragraph('As now.')));
    const kept = async () => {
      const copies = await db().documentCopy.findMany({ where: { documentId: document.id }, orderBy: { takenAt: 'asc' } });
      return copies.map(({ state }) => textOf(readState(new Uint8Array(state))));
    };
    const words = (documentFragment(live).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    return { ...coordinator, document, copy, live, words, kept };
  }

  /** Runs `first` before each edit, as somebody does who types meanwhile. */
  function whoever(first: () => void) {
    const { edit } = sync();
    sync().edit = (...given) => {
      first();
      return edit(...given);
    };
    onTestFinished(() => {
      sync().edit = edit;
    });
  }

  test('is a forward edit of the live document, and what was there is kept', async () => {
    const { person, document, copy, live, kept } = await withCopy();
    expect(await restoreCopy(person, document.id, copy.id)).toEqual({ id: document.id, language: 'en' });
    expect(textOf(readDocument(live))).toBe('As before.');
    expect(repairBlockIds(live)).toBe(0);
    expect(await kept()).toEqual(['As before.', 'As now.']);
    expect(sync().revoked.some(({ match }) => match.room === documentRoom(document.id, 'en'))).toBe(false);
    expect(textOf(await textNow((await documentFor(person, document.id)).document, 'en'))).toBe('As before.');
  });

  test('words that come while the copy is written are in a copy before they are replaced', async () => {
    const { person, document, copy, live, words, kept } = await withCopy();
    const more = ['A', 'B'];
    whoever(() => void (more.length > 0 && words.insert(0, more.shift() ?? '')));
    let keptBefore: Promise<string[]> | undefined;
    live.on('afterTransaction', () => {
      if (textOf(readDocument(live)) === 'As before.') keptBefore ??= kept();
    });
    await restoreCopy(person, document.id, copy.id);
    expect(textOf(readDocument(live))).toBe('As before.');
    expect(await keptBefore).toContain('BAAs now.');
  });

  test('who never stops typing keeps nobody from it, and the last words are in a copy, too', async () => {
    const { person, document, copy, live, words, kept } = await withCopy();
    whoever(() => words.insert(0, 'A'));
    let last = '';
    live.on('beforeTransaction', () => {
      const now = textOf(readDocument(live));
      if (now.endsWith('As now.')) last = now;
    });
    await restoreCopy(person, document.id, copy.id);
    expect(textOf(readDocument(live))).toBe('As before.');
    expect(last).toMatch(/^A+As now\.$/);
    expect((await kept()).at(-1)).toBe(last);
  });

  test('is for coordinators, and only with a copy of the same document', async () => {
    const { person, seat, document, copy, live } = await withCopy();
    const editor = await buildMember({ organisationId: seat.organisationId, roles: 'editor' });
    await refused(restoreCopy(editor.person, document.id, copy.id));
    const other = await withCopy();
    await refused(restoreCopy(person, document.id, other.copy.id));
    await refused(restoreCopy(other.person, document.id, copy.id));
    await refused(restoreCopy(person, document.id, newId()));
    expect(textOf(readDocument(live))).toBe('As now.');
  });
});
