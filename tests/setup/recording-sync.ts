/** A sync service for tests of commands: keeps what it was asked. The real one is tested in tests/live and tests/e2e. */
import * as Y from 'yjs';
import type { RevokeMatch, SyncService } from '~/live/backend';

export interface RecordingSync extends SyncService {
  revoked: { match: RevokeMatch; code: number }[];
  rooms: Map<string, Y.Doc>;
}

export function recordingSync(): RecordingSync {
  const rooms = new Map<string, Y.Doc>();
  const revoked: RecordingSync['revoked'] = [];
  const room = (name: string) => {
    const doc = rooms.get(name) ?? new Y.Doc();
    rooms.set(name, doc);
    return doc;
  };
  return {
    rooms,
    revoked,
    read: async (name) => Y.encodeStateAsUpdate(room(name)),
    edit: async (name, _generation, _author, change) => room(name).transact(() => change(room(name))),
    revoke: (match, code) => void revoked.push({ match, code }),
    present: () => [],
  };
}
