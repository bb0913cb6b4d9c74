/** Rooms of all kinds, as the sync server asks for them: who is behind a socket is answered here, what they may by the feature whose rooms they are. */
import { sessionById, sessionFromCookieHeader } from '~/features/accounts/session.server';
import type { RoomAccess, RoomActor, RoomBackend } from '~/live/backend';
import { parseRoom, type RoomName } from '~/live/wire';
import { personColour } from '~/ui/person-colours';
import type { Asker } from './queries.server';

/** What a person may know of a room whose socket was refused. */
export type RoomStatus = 'open' | 'trashed' | 'none';

/** What a feature says of rooms of its kind. */
export interface RoomKind extends Pick<RoomBackend, 'seed' | 'stored'> {
  /** May the person open it, and how? Null where it is not there for them. */
  open(person: Asker, room: string): Promise<{ mode: 'write' | 'read'; generation: number; partnershipId: string } | null>;
  status(person: Asker, room: string): Promise<RoomStatus>;
}

export type RoomKinds = Partial<Record<RoomName['kind'], RoomKind>>;

/** The kind of a room by its name; null where the name is none, or no feature has such rooms. */
export function kindOf(kinds: RoomKinds, room: string): RoomKind | null {
  const name = parseRoom(room);
  return (name && kinds[name.kind]) ?? null;
}

const NOT_SIGNED_IN: RoomAccess = { ok: false, status: 401 };

export function roomBackend(kinds: RoomKinds): RoomBackend {
  async function access(person: { userId: string; sessionId: string; name: string }, room: string): Promise<RoomAccess> {
    const found = await kindOf(kinds, room)?.open(person, room);
    if (!found) return { ok: false, status: 404 };
    const { userId, sessionId, name } = person;
    const actor: RoomActor = { userId, sessionId, name, colour: personColour(userId) };
    return { ok: true, actor, ...found };
  }
  return {
    async authorize(cookie, room) {
      const person = await sessionFromCookieHeader(cookie);
      return person ? access(person, room) : NOT_SIGNED_IN;
    },
    async recheck(actor, room) {
      const person = await sessionById(actor.sessionId);
      return person && person.userId === actor.userId ? access(person, room) : NOT_SIGNED_IN;
    },
    seed: async (room, generation) => (await kindOf(kinds, room)?.seed(room, generation)) ?? null,
    stored: async (room, state, authors, authorship) => kindOf(kinds, room)?.stored(room, state, authors, authorship),
  };
}
