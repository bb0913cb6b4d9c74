/** `@hocuspocus/server` with its SQLite extension and its own defaults: stored 2 s after an edit, 10 s at the latest. `FILE`: the database. */
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { tell } from './control.mjs';

const [file] = process.argv.slice(2);
const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, extensions: [new SQLite({ database: file })] });
await server.listen();
tell(server.httpServer.address().port);
