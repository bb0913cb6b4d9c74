/** What happens when the room of a plan (`plan/<partnership>`) opens and when it is on disk. */
import { type Asker, seatFor } from '~/features/partnerships/queries.server';
import type { RoomKind } from '~/features/partnerships/rooms.server';
import { db } from '~/kit/db.server';
import type { Authorship } from '~/live/backend';
import { parseRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { can } from './permissions';
import { project } from './projection.server';

/** Rooms of plans. Each partnership has one, empty at first. */
export const planRooms: RoomKind = {
  open: openPlan,
  status: async (person, room) => ((await openPlan(person, room)) ? 'open' : 'none'),
  seed: async () => null,
  stored: planStored,
};

async function planStored(room: string, state: Uint8Array, authors: string[], authorship: Authorship): Promise<void> {
  const name = parseRoom(room);
  // A partnership may be gone by now.
  if (name?.kind !== 'plan' || (await db().partnership.count({ where: { id: name.partnershipId } })) === 0) return;
  await project(name.partnershipId, state, { authors, authorship });
}

async function openPlan(person: Asker, room: string): ReturnType<RoomKind['open']> {
  const name = parseRoom(room);
  if (name?.kind !== 'plan') return null;
  const { partnershipId } = name;
  const seat = await seatFor(person.userId, partnershipId);
  if (!seat || !can(seat, 'read')) return null;
  return { mode: can(seat, 'write') ? 'write' : 'read', generation: PLAN_GENERATION, partnershipId };
}
