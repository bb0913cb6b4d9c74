/** Who is newly named as one who does an item is told at once: by whom, says whoever registers here. */
import type { Tx } from '~/kit/db.server';

/** What one person was given by one other, all of it at once. */
export interface Assignment {
  partnershipId: string;
  userId: string;
  /** Null: nobody knows who did it, or several did. */
  actorId: string | null;
  items: readonly { id: string; code: string | null; title: string; dueDate: string | null }[];
}

export type TellAssigned = (tx: Tx, assignment: Assignment) => Promise<void>;

let tell: TellAssigned = async () => undefined;

/** From now on assignments are told so, in the transaction in which they are noted. */
export function tellAssignmentsBy(how: TellAssigned): void {
  tell = how;
}

export function tellAssigned(tx: Tx, assignment: Assignment): Promise<void> {
  return tell(tx, assignment);
}
