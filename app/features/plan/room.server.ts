/** What happens when the room of a plan (`plan/<partnership>`) opens and when it is on disk. */
import { type Asker, seatFor } from '~/features/partnerships/queries.server';
import type { RoomKind } from '~/features/partnerships/rooms.server';
import { parseRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { can } from './permissions';

/** Rooms of plans. Each partnership has one, empty at first. */
export const planRooms: RoomKind = {
  open: openPlan,
  status: async (person, room) => ((await openPlan(person, room)) ? 'open' : 'none'),
  seed: async () => null,
  stored: async () => undefined,
};

async function openPlan(person: Asker, room: string): ReturnType<RoomKind['open']> {
  const name = parseRoom(room);
  if (name?.kind !== 'plan') return null;
  const { partnershipId } = name;
  const seat = await seatFor(person.userId, partnershipId);
  if (!seat || !can(seat, 'read')) return null;
  return { mode: can(seat, 'write') ? 'write' : 'read', generation: PLAN_GENERATION, partnershipId };
}
