/**
 * A large room's state as it is on disk, as the frame for a client that has nothing: it can have it while the document is still being built.
 * Only where all of it is one update: to merge the rows after a snapshot into it takes as long as building, and a step 2 without them would
 * let the client believe that it has everything (W10).
 */
import type { LoadedRoom } from '../storage/update-log';
import { encodeStep2 } from './frames';
import { scanUpdate } from './update-scan';

/** Below it building is fast. */
const LARGE_BYTES = 64 * 1024;

/** Step 2; none for a small room, for one with rows after its snapshot, and where anything looks damaged. */
export function storedState({ snapshot, tail }: LoadedRoom, valueDepth: number): Uint8Array[] {
  const [only, ...more] = [...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)];
  if (!only || more.length > 0 || only.byteLength < LARGE_BYTES) return [];
  try {
    scanUpdate(only, valueDepth);
    return [encodeStep2(only)];
  } catch {
    // Damaged, or nothing that a client would write: building it tells, and sets it aside.
    return [];
  }
}
