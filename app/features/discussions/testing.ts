/** Builders for tests: comments about things that exist in no feature. Use with tests/setup/database.ts. */
import { type BuiltMember, buildMember } from '~/features/partnerships/testing';
import { transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { addComment } from './commands.server';
import type { SubjectRef, Subjects } from './discussions';
import { type NewNotice, notify } from './notices.server';

/** Things of the type `thing`: everybody in the partnership may see those whose id does not begin with "hidden". */
export const things: Subjects = {
  thing: async ({ partnershipId }, id) =>
    id.startsWith('hidden') ? null : { title: 'Kick-off meeting', path: `/p/${partnershipId}/things/${id}` },
};

export const thing = (id = newId()): SubjectRef => ({ type: 'thing', id });

/** Another member of the same partnership. */
export const besides = ({ seat }: BuiltMember, roles = 'editor') => buildMember({ partnershipId: seat.partnershipId, roles });

/** A comment about a thing. @returns its id */
export async function buildComment({ person, seat }: BuiltMember, subject: SubjectRef, text = 'Well done.', subjects = things) {
  const id = newId();
  const outcome = await addComment(person, seat.partnershipId, { id, subject, text }, subjects);
  if (!outcome.ok) throw new Error(outcome.problem);
  return id;
}

/** Tells somebody something about a thing. */
export async function buildNotice({ seat }: BuiltMember, overrides: Partial<NewNotice> = {}, now = new Date()) {
  const { partnershipId, userId } = seat;
  const subject = { type: 'thing', id: newId(), title: 'Kick-off meeting', path: `/p/${partnershipId}/things/1` };
  const notice: NewNotice = { partnershipId, kind: 'deadline', to: [userId], actorId: null, subject, dedupeKey: newId(), ...overrides };
  await transact((tx) => notify(tx, notice, now));
}
