/**
 * A large room's state as it is on disk, as frames for a client that has nothing: it can have them while the document is still being built.
 * The large update goes out as it is, since merging the rows after it into it would take as long as building. They go before it: step 2 says
 * that it is everything (W10), and what a client gets ahead of its ground waits in its document until then.
 */
import * as Y from 'yjs';
import type { LoadedRoom } from '../storage/update-log';
import { encodeStep2, encodeUpdate } from './frames';
import { scanUpdate } from './update-scan';

/** Below it building is fast; and more than this after it is not merged fast. */
const LARGE_BYTES = 64 * 1024;

/** What came after, if anything, and step 2; nothing for a small room, for one with much to merge, and where anything looks damaged. */
export function storedState({ snapshot, tail }: LoadedRoom, valueDepth: number): Uint8Array[] {
  const [large, ...after] = [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
  if (!large || large.byteLength < LARGE_BYTES) return [];
  if (after.reduce((sum, { byteLength }) => sum + byteLength, 0) > LARGE_BYTES) return [];
  try {
    for (const update of [large, ...after]) scanUpdate(update, valueDepth);
    return [...(after.length > 0 ? [encodeUpdate(Y.mergeUpdates(after))] : []), encodeStep2(large)];
  } catch {
    // Damaged, or nothing that a client would write: building it tells, and sets it aside.
    return [];
  }
}
