/** From the log to a room's document: seeds what was never written, and sets aside what is damaged. */
import type * as Y from 'yjs';
import type { Logger, RoomBackend } from '../../app/live/backend';
import { rebuild } from '../storage/rebuild';
import type { LoadedRoom, UpdateLog } from '../storage/update-log';

export interface LoadedDocument {
  doc: Y.Doc;
  lastSeq: number;
  /** What no snapshot covers. */
  tailRows: number;
  tailBytes: number;
}

interface Sources {
  log: UpdateLog;
  backend: Pick<RoomBackend, 'seed'>;
  logger: Logger;
}

/**
 * Loads (room, generation). Rejects when the log or the application refuses.
 * `whenRead` gets what is on disk before the document is built of it, which for a large one takes longer than all else.
 */
export async function loadRoom(
  { log, backend, logger }: Sources,
  room: string,
  generation: number,
  whenRead: (loaded: LoadedRoom) => Promise<void> = async () => {},
): Promise<LoadedDocument> {
  for (;;) {
    const loaded = await log.load(room, generation);
    if (!loaded.seeded) {
      await log.seed(room, generation, await backend.seed(room, generation), Date.now());
      continue;
    }
    await whenRead(loaded);
    const { doc, damaged } = rebuild(loaded);
    for (const { damaged: what, reason } of damaged) {
      logger.error({ room, generation, ...what, reason }, 'a damaged part of the update log was set aside');
      await log.quarantine(room, generation, what, reason);
    }
    if (damaged.some(({ damaged: what }) => 'snapshotCovers' in what)) continue;
    const tailBytes = loaded.tail.reduce((sum, row) => sum + row.update.byteLength, 0);
    return { doc, lastSeq: loaded.lastSeq, tailRows: loaded.tail.length, tailBytes };
  }
}
