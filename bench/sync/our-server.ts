/**
 * The sync server of `server/sync` on SQLite, in a process of its own, with an application that lets everybody in. Bundled as `npm start`'s
 * server is. Arguments: folder of the log, file with the first content of rooms whose id begins with `t` (a Yjs update).
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RoomAccess, RoomBackend } from '../../app/live/backend';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import { createSyncServer } from '../../server/sync/sync-server';
import { tell } from '../peers/control.mjs';

const [folder = '.', template = ''] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message: string) => console.error(message, fields) };

function access(cookie: string): RoomAccess {
  const userId = /user=(\w+)/.exec(cookie)?.[1] ?? 'nobody';
  const actor = { userId, sessionId: `session-${userId}`, name: `Name of ${userId}`, colour: 1 };
  return { ok: true, actor, mode: 'write', generation: 1, partnershipId: 'partnership' };
}

const backend: RoomBackend = {
  authorize: async (cookie) => access(cookie ?? ''),
  recheck: async (actor) => access(`user=${actor.userId}`),
  seed: async (room) => (room.startsWith('doc/t') ? readFileSync(template) : null),
  stored: async () => undefined,
};

const sync = createSyncServer({ log: openSqliteLog(folder), backend, logger: quiet, trustProxy: false });
const http = createServer((_request, response) => response.writeHead(404).end());
http.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
http.listen(0, '127.0.0.1', () => tell((http.address() as AddressInfo).port));
