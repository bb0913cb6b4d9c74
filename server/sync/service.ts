/** What the application may ask of the sync server. */
import * as Y from 'yjs';
import type { SyncService } from '../../app/live/backend';
import { KeptStates } from './kept-states';
import { loadRoom } from './load-room';
import type { RoomContext } from './room-saver';
import type { Rooms } from './rooms';

export function createSyncService(rooms: Rooms, context: RoomContext): SyncService {
  const kept = new KeptStates();
  return {
    async read(name, generation) {
      const open = rooms.find(name, generation);
      if (open) {
        while (!open.ready) await open.whenReady();
        return open.document.state();
      }
      // Pages ask for the same plan again and again: as long as the log has no row more, it need not be built from its rows once more.
      const key = `${name} ${generation}`;
      const known = kept.get(key);
      if (known && known.seq === (await context.log.lastSeqs([{ room: name, generation }]))[0]) return known.state;
      const { doc, lastSeq } = await loadRoom(context, name, generation);
      const state = Y.encodeStateAsUpdate(doc);
      doc.destroy();
      kept.keep(key, { seq: lastSeq, state });
      return state;
    },

    async edit(name, generation, authorId, change) {
      const { nodes, limits } = context;
      // One at a time among all nodes, each on what the one before it left: two that mend the same fault would mend it twice.
      const unlock = await nodes.lock(`edit ${name} ${generation}`, limits.editWaitMs);
      const hold = rooms.hold(name, generation);
      try {
        const room = await hold.room;
        await room.follower.follow();
        await within(limits.editWaitMs, room.change(authorId, change));
      } finally {
        hold.release();
        await unlock();
      }
    },

    revoke: (match, code) => context.nodes.revoke(match, code),

    present(name) {
      const people = new Map<string, { userId: string; name: string; colour: number }>();
      for (const room of rooms.open) {
        if (room.name !== name) continue;
        for (const { actor } of room.connections)
          people.set(actor.userId, { userId: actor.userId, name: actor.name, colour: actor.colour });
        for (const { userId, name: called, colour } of room.presence.elsewhere()) people.set(userId, { userId, name: called, colour });
      }
      return [...people.values()];
    },
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The change is not on disk yet; it is kept and saved as soon as the storage takes it.')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
