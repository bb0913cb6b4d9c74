import { expect, test } from 'vitest';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { createJobRunner } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import { restoreCopy } from './commands.server';
import { copyDocument, keepCopy, keepForGood } from './copies.server';
import { COPY_EVERY_MS } from './documents';
import { replaceContent } from './live';
import { copyFor, documentFor } from './queries.server';
import { textOf } from './rich-text';
import { readState, stateOf } from './state';
import { buildDocument } from './testing';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const paragraph = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

async function written() {
  const { person, seat } = await buildMember();
  const document = await buildDocument(seat);
  const { id: documentId, partnershipId } = document;
  const where = { documentId, partnershipId, language: 'en' };
  const room = documentRoom(documentId, 'en');
  const { sync } = services();
  const write = (text: string) => sync.edit(room, 1, person.userId, (doc) => replaceContent(doc, paragraph(text)));
  /** What follows a change that is on disk. */
  const store = async (now = new Date()) => keepCopy({ ...where, state: await sync.read(room, 1), words: 1, now });
  const copyAt = (text: string, takenAt: Date, more: { language?: string; beforeRestore?: boolean } = {}) =>
    db().documentCopy.create({
      data: { id: newId(), ...where, words: 1, state: new Uint8Array(stateOf(paragraph(text))), takenAt, ...more },
    });
  /** Texts of the copies, the oldest first. */
  const kept = async (language = 'en') => {
    const copies = await db().documentCopy.findMany({ where: { documentId, language }, orderBy: { takenAt: 'asc' } });
    return copies.map(({ state }) => textOf(readState(new Uint8Array(state))));
  };
  const age = (byMs: number) => db().documentCopy.updateMany({ where: { documentId }, data: { takenAt: new Date(Date.now() - byMs) } });
  return { person, documentId, room, write, store, copyAt, kept, age };
}

const runner = () => createJobRunner({ kinds: [copyDocument], database: db, log: () => services().log });
const dueNow = (documentId: string) => db().job.updateMany({ where: { dedupeKey: `copy/${documentId}/en` }, data: { runAt: new Date() } });

test('the copy that was put off holds the last words of the hour', async () => {
  const { documentId, write, store, kept } = await written();
  await write('First');
  await store();
  for (const text of ['Second', 'Third']) {
    await write(text);
    await store();
  }
  // Written after the job was, and before it runs.
  await write('Last');
  expect(await kept()).toEqual(['First']);
  expect(await runner().runDue()).toBe(0);
  await dueNow(documentId);
  expect(await runner().runDue()).toBe(1);
  expect(await kept()).toEqual(['First', 'Last']);
  expect(await db().job.count({ where: { dedupeKey: `copy/${documentId}/en` } })).toBe(0);
});

test('where nothing was written since, no copy is put beside its equal', async () => {
  const { documentId, write, store, kept, age } = await written();
  await write('Same');
  await store();
  await store();
  await age(COPY_EVERY_MS);
  await dueNow(documentId);
  expect(await runner().runDue()).toBe(1);
  expect(await kept()).toEqual(['Same']);
});

test('a copy of a language or a document that is gone asks for nothing', async () => {
  const { documentId, room, write, store } = await written();
  await write('Gone');
  await store();
  await store();
  await db().languageVersion.deleteMany({ where: { documentId } });
  (services().sync as RecordingSync).rooms.delete(room);
  await dueNow(documentId);
  expect(await runner().runDue()).toBe(1);
  expect((services().sync as RecordingSync).rooms.has(room)).toBe(false);
  expect(await db().job.count({ where: { payload: { contains: documentId }, doneAt: { not: null } } })).toBe(1);
});

test('all copies of three days are kept, of earlier days the last one each, of its own language', async () => {
  const { write, store, copyAt, kept } = await written();
  const now = new Date('2026-06-20T12:00:00Z');
  const at = (day: number, hour: number) => new Date(Date.UTC(2026, 5, day, hour));
  for (const hour of [8, 9, 23]) await copyAt(`10th, ${hour}`, at(10, hour));
  for (const hour of [0, 1]) await copyAt(`11th, ${hour}`, at(11, hour));
  // The 17th is three days ago at noon.
  for (const hour of [9, 11, 13, 15]) await copyAt(`17th, ${hour}`, at(17, hour));
  for (const hour of [9, 10]) await copyAt(`19th, ${hour}`, at(19, hour));
  for (const hour of [8, 9]) await copyAt(`10th, ${hour}`, at(10, hour), { language: 'el' });
  await write('Now');
  await store(now);
  expect(await kept()).toEqual(['10th, 23', '11th, 1', '17th, 11', '17th, 13', '17th, 15', '19th, 9', '19th, 10', 'Now']);
  expect(await kept('el')).toEqual(['10th, 8', '10th, 9']);
});

test('what another copy replaced stays beside the last one of its day', async () => {
  const { person, documentId, write, store, copyAt, kept } = await written();
  const old = await copyAt('Old', new Date(Date.now() - 9 * DAY));
  await write('Replaced');
  await restoreCopy(person, documentId, old.id);
  // Kept already when it is replaced: no second one is made.
  await write('Also replaced');
  await store(new Date(Date.now() + 2 * HOUR));
  await restoreCopy(person, documentId, old.id);
  expect(await kept()).toEqual(['Old', 'Replaced', 'Also replaced']);
  const day = Math.floor(Date.now() / DAY) - 5;
  const copies = await db().documentCopy.findMany({ where: { documentId }, orderBy: { takenAt: 'asc' } });
  for (const [index, { id }] of copies.entries()) {
    await db().documentCopy.update({ where: { id }, data: { takenAt: new Date(day * DAY + index * HOUR) } });
  }
  await copyAt('Last of its day', new Date(day * DAY + 20 * HOUR));
  await write('Days later');
  await store();
  expect(await kept()).toEqual(['Replaced', 'Also replaced', 'Last of its day', 'Days later']);
});

test('what was handed in stays for good, and is read by whoever reads the document', async () => {
  const { person, documentId, write, store, kept } = await written();
  await write('Handed in');
  const handedIn = await keepForGood(person, documentId);
  if (!handedIn) throw new Error('It was not kept.');
  // Two days of the same week long ago: of each only the last would stay.
  const day = Math.floor(Date.now() / DAY) - 5;
  await db().documentCopy.update({ where: { id: handedIn.copyId }, data: { takenAt: new Date(day * DAY) } });
  await write('Later that day');
  const later = await keepForGood(person, documentId);
  await db().documentCopy.update({ where: { id: later?.copyId }, data: { takenAt: new Date(day * DAY + HOUR), handedIn: false } });
  await write('Now');
  await store();
  expect(await kept()).toEqual(['Handed in', 'Later that day', 'Now']);

  const document = await db().document.findUniqueOrThrow({ where: { id: documentId } });
  const { person: reader, seat } = await buildMember({ partnershipId: document.partnershipId, roles: 'observer' });
  expect(await keepForGood(reader, documentId)).toBeNull();
  await db().document.update({ where: { id: documentId }, data: { sharedAt: new Date() } });
  const shown = await documentFor(reader, documentId);
  expect(await copyFor(seat, shown.document, handedIn.copyId)).toMatchObject({ handedIn: true, mayRestore: false });
  expect(await copyFor(seat, shown.document, later?.copyId).catch((error: unknown) => error)).toMatchObject({ status: 404 });
  const stranger = await buildMember();
  expect(await keepForGood(stranger.person, documentId)).toBeNull();
  await db().document.update({ where: { id: documentId }, data: { trashedAt: new Date() } });
  expect(await keepForGood(person, documentId)).toBeNull();
});
