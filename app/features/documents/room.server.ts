/** What happens when the room of a document (`doc/<document>/<language>`) opens and when its text is on disk. */
import { recordChange } from '~/features/partnerships/changes.server';
import { type Asker, seatFor } from '~/features/partnerships/queries.server';
import type { RoomKind, RoomStatus } from '~/features/partnerships/rooms.server';
import { db, transact } from '~/kit/db.server';
import { services } from '~/kit/services.server';
import { parseRoom } from '~/live/wire';
import { keepCopy } from './copies.server';
import { isTemplate, TELL_EVERY_MS } from './documents';
import { repairDocument, seedUpdate } from './live';
import { can } from './permissions';
import { wordsOf } from './rich-text';
import { needsRepair, readState } from './state';
import { templateText } from './templates/templates';

/** Rooms of documents. */
export const documentRooms: RoomKind = { open: openDocument, status: roomStatus, seed: seedDocument, stored: documentStored };

async function openDocument(person: Asker, room: string): ReturnType<RoomKind['open']> {
  const version = await versionOf(room);
  if (!version) return null;
  const { document, generation, partnershipId } = version;
  const seat = await seatFor(person.userId, partnershipId);
  // Nobody writes into the trash, and nobody reads there by socket: the page says how to take it out.
  if (!seat || document.trashedAt || !can(seat, 'read', document)) return null;
  return { mode: can(seat, 'write', document) ? 'write' : 'read', generation, partnershipId };
}

/**
 * What a person may know of a room whose socket was refused. A document in the trash is named as such to those who would read it outside:
 * they have seen it there, and its text is not lost.
 */
async function roomStatus(person: Asker, room: string): Promise<RoomStatus> {
  const version = await versionOf(room);
  if (!version) return 'none';
  const { document, partnershipId } = version;
  const seat = await seatFor(person.userId, partnershipId);
  if (!seat || !can(seat, 'read', { ...document, trashedAt: null })) return 'none';
  return document.trashedAt ? 'trashed' : 'open';
}

async function versionOf(room: string) {
  const name = parseRoom(room);
  if (name?.kind !== 'doc') return null;
  return db().languageVersion.findUnique({
    where: { documentId_language: { documentId: name.documentId, language: name.language } },
    include: { document: true },
  });
}

/** First content of a room: the copy that the document began from, else the words of its template. */
async function seedDocument(room: string, generation: number): Promise<Uint8Array | null> {
  const version = await versionOf(room);
  if (version?.generation !== generation) return null;
  const { document, documentId, language } = version;
  const beginning = await db().documentCopy.findFirst({ where: { documentId, language }, orderBy: { takenAt: 'asc' } });
  if (beginning) return new Uint8Array(beginning.state);
  const template = isTemplate(document.template) ? document.template : 'blank';
  return seedUpdate(templateText(template, language));
}

/** Carries what the text says about itself into tables: words, who changed it when, the hourly copy. */
async function documentStored(room: string, state: Uint8Array, authors: string[]): Promise<void> {
  const version = await versionOf(room);
  if (!version || authors.length === 0) return;
  const { id, document, language } = version;
  const now = new Date();
  const words = wordsOf(readState(state));
  await transact(async (tx) => {
    await tx.languageVersion.update({ where: { id }, data: { words, updatedAt: now } });
    await tx.document.update({ where: { id: document.id }, data: { updatedAt: now, updatedById: authors.at(-1) ?? null } });
    const told = await tx.change.findMany({
      where: {
        partnershipId: document.partnershipId,
        subjectId: document.id,
        action: 'document.edited',
        actorId: { in: authors },
        at: { gt: new Date(now.getTime() - TELL_EVERY_MS) },
      },
      select: { actorId: true },
    });
    for (const actorId of new Set(authors)) {
      if (told.some((change) => change.actorId === actorId)) continue;
      await recordChange(tx, {
        partnershipId: document.partnershipId,
        actorId,
        organisationId: document.sharedAt ? null : document.organisationId,
        action: 'document.edited',
        subjectType: 'document',
        subjectId: document.id,
        subjectTitle: document.title,
      });
    }
  });
  await keepCopy({ documentId: document.id, language, partnershipId: document.partnershipId, state, words, now });
  await mend(room, version.generation, state, authors);
}

/**
 * Mends what a merge left malformed once nobody has the room open: while somebody has, that person's editor does it,
 * and two repairs at once would put missing paragraphs in twice. A repaired text needs no repair, so this ends.
 */
async function mend(room: string, generation: number, state: Uint8Array, authors: string[]): Promise<void> {
  const { sync } = services();
  const author = authors.at(-1);
  if (!author || sync.present(room).length > 0 || !needsRepair(state)) return;
  await sync.edit(room, generation, author, (doc) => void repairDocument(doc));
}
