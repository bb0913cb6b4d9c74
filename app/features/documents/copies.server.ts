/**
 * Automatic copies: while a document changes, its whole state is kept at most once an hour. The first change after a quiet hour
 * makes a copy at once; later ones make sure that another is taken when the hour is over, so that the last words of a
 * writing day are in a copy, too.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import { type Asker, seatFor } from '~/features/partnerships/queries.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { enqueue, jobKind } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import { COPY_EVERY_MS } from './documents';
import { replaceContent } from './live';
import { can } from './permissions';
import { type RichNode, wordsOf } from './rich-text';
import { readState } from './state';

export interface CopyOf {
  documentId: string;
  language: string;
  partnershipId: string;
  /** Whole Yjs update V1. */
  state: Uint8Array;
  words: number;
  now: Date;
  /** Another copy takes its place: it stays, whatever its age. */
  beforeRestore?: boolean;
  /** Somebody handed it in: it stays, and whoever reads the document reads it, too. */
  handedIn?: boolean;
}

/** Every copy of these days is kept; of the days before, the last one of each. The page of copies says so (`copies.lead`). */
const KEEP_ALL_MS = 3 * 24 * 3600_000;

/** Keeps a copy now when the last one is an hour old, else sees to it that one is taken then. */
export async function keepCopy(copy: CopyOf): Promise<void> {
  const { documentId, language, now } = copy;
  const last = await db().documentCopy.findFirst({
    where: { documentId, language },
    orderBy: { takenAt: 'desc' },
    select: { takenAt: true },
  });
  const due = last ? new Date(last.takenAt.getTime() + COPY_EVERY_MS) : now;
  if (due > now) {
    await enqueue(db(), copyDocument, { documentId, language }, { runAt: due, dedupeKey: `copy/${documentId}/${language}` });
    return;
  }
  await writeCopy(copy);
  await dropOldCopies(documentId, language, now);
}

async function writeCopy({ now, ...copy }: CopyOf, id = newId()): Promise<void> {
  await db().documentCopy.create({ data: { ...copy, id, state: new Uint8Array(copy.state), takenAt: now } });
}

/** The copy that was put off until the hour was over. */
export const copyDocument = jobKind({
  name: 'document.copy',
  payload: z.object({ documentId: z.string().max(40), language: z.string().max(20) }),
  async run({ documentId, language }) {
    const version = await db().languageVersion.findUnique({ where: { documentId_language: { documentId, language } } });
    if (!version) return;
    const state = await services().sync.read(documentRoom(documentId, language), version.generation);
    await keepIfNew({ documentId, language, partnershipId: version.partnershipId, state });
  },
});

/**
 * Keeps the text as it is now for good: somebody handed in just this. Of the language that the document was begun in.
 * @returns null where it is not there for who asks
 */
export async function keepForGood(person: Asker, documentId: string): Promise<{ copyId: string } | null> {
  const document = await db().document.findUnique({ where: { id: documentId }, include: { versions: true } });
  const seat = document && (await seatFor(person.userId, document.partnershipId));
  if (!document || !seat || document.trashedAt || !can(seat, 'read', document)) return null;
  const { partnershipId, sourceLanguage: language } = document;
  const version = document.versions.find((one) => one.language === language);
  if (!version) return null;
  const state = await services().sync.read(documentRoom(documentId, language), version.generation);
  const copyId = newId();
  await writeCopy(
    { documentId, language, partnershipId, state, words: wordsOf(readState(state)), now: new Date(), handedIn: true },
    copyId,
  );
  return { copyId };
}

/** How often those who type meanwhile put a replacement off. */
const TIMES_PUT_OFF = 5;

/**
 * Replaces the live text, whatever the hour, once what stands there is on disk as a copy: a crash in between costs nobody a word.
 * Words that come while the copy is written put it off, for a copy with them. When they never end, the last are copied right after it.
 */
export async function replaceKeepingCopy(
  { generation, ...where }: Pick<CopyOf, 'documentId' | 'language' | 'partnershipId'> & { generation: number },
  authorId: string,
  text: RichNode,
): Promise<void> {
  const { sync } = services();
  const room = documentRoom(where.documentId, where.language);
  let there = await sync.read(room, generation);
  for (let left = TIMES_PUT_OFF; ; left--) {
    const kept = there;
    await keepIfNew({ ...where, state: kept, beforeRestore: true });
    const isKept = () => Buffer.from(there).equals(kept);
    try {
      await sync.edit(room, generation, authorId, (doc) => {
        there = Y.encodeStateAsUpdate(doc);
        if (isKept() || left === 0) replaceContent(doc, text);
      });
    } finally {
      // Also when the storage refuses: the change is made then, and saved later.
      if (!isKept() && left === 0) await keepIfNew({ ...where, state: there, beforeRestore: true });
    }
    if (isKept() || left === 0) return;
  }
}

async function keepIfNew(copy: Omit<CopyOf, 'words' | 'now'>): Promise<void> {
  const { documentId, language, state, beforeRestore } = copy;
  const last = await db().documentCopy.findFirst({ where: { documentId, language }, orderBy: { takenAt: 'desc' } });
  if (last && Buffer.from(last.state).equals(state)) {
    if (beforeRestore) await db().documentCopy.update({ where: { id: last.id }, data: { beforeRestore } });
    return;
  }
  const now = new Date();
  await writeCopy({ ...copy, words: wordsOf(readState(state)), now });
  await dropOldCopies(documentId, language, now);
}

async function dropOldCopies(documentId: string, language: string, now: Date): Promise<void> {
  const old = await db().documentCopy.findMany({
    where: { documentId, language, beforeRestore: false, handedIn: false, takenAt: { lt: new Date(now.getTime() - KEEP_ALL_MS) } },
    orderBy: { takenAt: 'desc' },
    select: { id: true, takenAt: true },
  });
  const kept = new Set<string>();
  const dropped = old.filter(({ takenAt }) => {
    const day = takenAt.toISOString().slice(0, 10);
    return kept.has(day) || !kept.add(day);
  });
  if (dropped.length > 0) await db().documentCopy.deleteMany({ where: { id: { in: dropped.map(({ id }) => id) } } });
}
