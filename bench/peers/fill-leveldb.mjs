/** Puts updates into a LevelDB as y-leveldb does. `FOLDER`: its folder; standard input: JSON of { rooms, updates (base64) }. */
import { readFileSync } from 'node:fs';
import { LeveldbPersistence } from 'y-leveldb';

const { rooms, updates } = JSON.parse(readFileSync(0, 'utf8'));
const store = new LeveldbPersistence(process.argv[2]);
for (const room of rooms) for (const update of updates) await store.storeUpdate(room, Buffer.from(update, 'base64'));
await store.destroy();
