/**
 * Takes bytes away that nothing points at any more. Asked for in the transaction that takes away what pointed at them, and also before they are kept: so
 * that whatever becomes of the one who keeps them, somebody looks once more.
 */
import { z } from 'zod';
import { db, type Tx, transact } from './db.server';
import { files } from './files.server';
import { enqueue, type JobKind } from './jobs.server';

/** So long it may take from bytes that are on disk to the row that says what they belong to. */
const GRACE_MS = 10 * 60_000;
/** Until they are gone. */
const ALWAYS = 1_000_000;

/** Every table that points at bytes, by its column `hash`: a test compares this list with the schema. */
export const pointers: Record<string, (hash: string) => Promise<number>> = {
  DocumentFile: (hash) => db().documentFile.count({ where: { hash } }),
  ExpenseFile: (hash) => db().expenseFile.count({ where: { hash } }),
  AttendancePaper: (hash) => db().attendancePaper.count({ where: { hash } }),
};

export const eraseBytes: JobKind<{ hash: string }> = {
  name: 'files.erase',
  payload: z.object({ hash: z.string().max(64) }),
  maxAttempts: ALWAYS,
  async run({ hash }) {
    for (const count of Object.values(pointers)) if ((await count(hash)) > 0) return;
    const isGone = await files().erase(hash, new Date(Date.now() - GRACE_MS));
    if (!isGone) await transact((tx) => eraseLater(tx, hash));
  },
};

const keyOf = (hash: string) => `files/erase/${hash}`;

/** Now: what pointed at them goes in this transaction. */
export async function eraseUnlessNeeded(tx: Tx, hash: string): Promise<void> {
  await enqueue(tx, eraseBytes, { hash }, { dedupeKey: keyOf(hash) });
}

/** When whoever keeps them now has had the time to say what they belong to. */
export async function eraseLater(tx: Tx, hash: string): Promise<void> {
  await enqueue(tx, eraseBytes, { hash }, { dedupeKey: keyOf(hash), runAt: new Date(Date.now() + GRACE_MS + 1000) });
}
