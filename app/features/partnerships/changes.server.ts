/** What happened in a partnership, for "since your last visit" and for audit. Never holds text of a document. */
import { afterCommit, type Tx } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { audiencesOf } from './audience.server';

export interface ChangeEntry {
  partnershipId: string;
  /** Null: the system did it. */
  actorId: string | null;
  /** Set: only this organisation and the coordinators may see it. */
  organisationId?: string | null;
  /** `document.created`, `member.joined`: the feature's noun and what happened to it. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** What the subject was called then; shown when it is gone. */
  subjectTitle?: string;
}

/** Writes one change, in the transaction that makes it. When it is committed, open pages of those who may see it are told. */
export async function recordChange(tx: Tx, entry: ChangeEntry): Promise<void> {
  await tx.change.create({ data: { id: newId(), ...entry } });
  afterCommit(tx, () => services().events.tell(audiencesOf(entry), { about: entry.subjectType }));
}
