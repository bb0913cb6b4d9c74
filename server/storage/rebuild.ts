/** From log to document: pure, used when a room is opened and by compaction in its thread. */
import * as Y from 'yjs';
import type { Damaged, LoadedRoom } from './update-log';

export interface Rebuilt {
  doc: Y.Doc;
  /** Rows that could not be applied; the document holds nothing of them. */
  damaged: { damaged: Damaged; reason: string }[];
}

/**
 * Builds the document of a loaded room. Damaged rows are left out and named. A damaged snapshot is named too, and then `doc` is worth
 * nothing: set the snapshot aside and load again, which brings the snapshot before it and all rows since.
 */
export function rebuild(loaded: LoadedRoom): Rebuilt {
  const left = new Map<number, string>();
  for (;;) {
    const attempt = applyAll(loaded, left);
    if ('doc' in attempt) return { doc: attempt.doc, damaged: [...left].map(([seq, reason]) => ({ damaged: { seq }, reason })) };
    if ('snapshotCovers' in attempt.damaged) return { doc: new Y.Doc(), damaged: [attempt] };
    left.set(attempt.damaged.seq, attempt.reason);
  }
}

type Attempt = { doc: Y.Doc } | { damaged: Damaged; reason: string };

/** One transaction for all rows: one per row costs many times more. A row that throws may be half applied, so the caller begins anew. */
function applyAll({ snapshot, tail }: LoadedRoom, left: Map<number, string>): Attempt {
  const doc = new Y.Doc();
  let at: Damaged = { snapshotCovers: snapshot?.covers ?? 0 };
  try {
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    doc.transact(() => {
      for (const { seq, update } of tail) {
        at = { seq };
        if (!left.has(seq)) Y.applyUpdate(doc, update);
      }
    });
    return { doc };
  } catch (error) {
    return { damaged: at, reason: error instanceof Error ? error.message : String(error) };
  }
}
