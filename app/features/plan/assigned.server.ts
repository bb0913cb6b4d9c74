/** Who is newly named as one who does an item is told at once. */
import { notify } from '~/features/discussions/notices.server';
import { today } from '~/kit/dates';
import type { Tx } from '~/kit/db.server';
import { itemSubject } from './subject';

/** What one person was given by one other, all of it at once. */
export interface Assignment {
  partnershipId: string;
  userId: string;
  /** Null: nobody knows who did it, or several did. */
  actorId: string | null;
  items: readonly { id: string; code: string | null; title: string }[];
}

/** In the transaction in which it is noted. Whoever is taken out and named again on one day is told once. */
export async function tellAssigned(tx: Tx, { partnershipId, userId, actorId, items }: Assignment, now = new Date()): Promise<void> {
  for (const item of items) {
    const dedupeKey = `assigned/${item.id}/${today('UTC', now)}`;
    await notify(
      tx,
      { partnershipId, kind: 'assignment', to: [userId], actorId, subject: itemSubject(partnershipId, item), dedupeKey },
      now,
    );
  }
}
