/** Thread that builds documents and encodes them whole, so that a large room's compaction does not stop the sockets. */
import { parentPort } from 'node:worker_threads';
import * as Y from 'yjs';
import { rebuild } from './rebuild';
import type { Damaged, LoadedRoom } from './update-log';

export type CompactionCall = { loaded: LoadedRoom };
export type CompactionAnswer = { state: Uint8Array<ArrayBuffer> } | { damaged: { damaged: Damaged; reason: string }[] };

const port = parentPort;
if (!port) throw new Error('compaction-worker runs as a worker thread only.');

port.on('message', ({ loaded }: CompactionCall) => {
  const { doc, damaged } = rebuild(loaded);
  const answer: CompactionAnswer = damaged.length > 0 ? { damaged } : { state: Y.encodeStateAsUpdate(doc) as Uint8Array<ArrayBuffer> };
  doc.destroy();
  // Handed over, not copied: the receiver is the main thread.
  port.postMessage(answer, 'state' in answer ? [answer.state.buffer] : []);
});
