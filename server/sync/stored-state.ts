/**
 * A large room's state as it is on disk, as frames for a client that has nothing: it can have them while the document is still being built.
 * The snapshot goes out as it is; merging the rows after it into it would take as long as building.
 */
import * as Y from 'yjs';
import type { LoadedRoom } from '../storage/update-log';
import { encodeStep2, encodeUpdate } from './frames';
import { scanUpdate } from './update-scan';

/** Below it building is fast, and a client gets one frame instead of two. */
const LARGE_BYTES = 64 * 1024;

/** Step 2 and, where there are rows after the snapshot, an update; none for a small room, and none where anything looks damaged. */
export function storedState({ snapshot, tail }: LoadedRoom, valueDepth: number): Uint8Array[] {
  const updates = [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
  if (updates.reduce((sum, { byteLength }) => sum + byteLength, 0) < LARGE_BYTES) return [];
  try {
    for (const update of updates) scanUpdate(update, valueDepth);
    const [first, ...rest] = updates as [Uint8Array, ...Uint8Array[]];
    return rest.length === 0 ? [encodeStep2(first)] : [encodeStep2(first), encodeUpdate(Y.mergeUpdates(rest))];
  } catch {
    // Damaged, or nothing that a client would write: building it tells, and sets it aside.
    return [];
  }
}
