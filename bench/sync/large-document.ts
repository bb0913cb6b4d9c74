/**
 * The large document: a real editing trace (`--trace FILE`, a gzipped JSON of the editing-traces kind: `startContent`, `txns` with `patches` of
 * [position, deleted, inserted]) or, without one, edits made up here that are about as many. Typed into one paragraph by one client.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../app/live/wire';

type Patch = [position: number, deleted: number, inserted: string];

export interface LargeDocument {
  edits: number;
  /** All but the last edits, as a snapshot holds them, and those, one by one, as a log does. */
  before: Uint8Array;
  last: Uint8Array[];
  whole: Uint8Array;
  stateVector: Uint8Array;
  clientId: number;
  clock: number;
  /** What a client that has it all answers to a server that has it all: every deletion, nothing else. */
  deletions: Uint8Array;
}

const LAST = 100;
const MADE_UP = 260_000;

export function largeDocument(trace: string | null): LargeDocument {
  const patches = trace ? patchesOf(trace) : madeUp();
  const doc = new Y.Doc();
  doc.clientID = 2_718_281_828;
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  doc.getXmlFragment(DOCUMENT_ROOT).insert(0, [paragraph]);
  const apply = ([position, deleted, inserted]: Patch) =>
    doc.transact(() => {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== '') text.insert(position, inserted);
    });
  for (const patch of patches.slice(0, -LAST)) apply(patch);
  const before = Y.encodeStateAsUpdate(doc);
  const last: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => last.push(update));
  for (const patch of patches.slice(-LAST)) apply(patch);
  const stateVector = Y.encodeStateVector(doc);
  return {
    edits: patches.length,
    before,
    last,
    whole: Y.encodeStateAsUpdate(doc),
    stateVector,
    clientId: doc.clientID,
    clock: Y.getState(doc.store, doc.clientID),
    deletions: Y.encodeStateAsUpdate(doc, stateVector),
  };
}

function patchesOf(file: string): Patch[] {
  const { startContent, txns } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    startContent: string;
    txns: { patches: Patch[] }[];
  };
  const all = txns.flatMap(({ patches }) => patches);
  return startContent === '' ? all : [[0, 0, startContent], ...all];
}

/** One writer who types words, goes back over some of them, and moves about. */
function madeUp(): Patch[] {
  let seed = 1;
  // The "minimal standard" generator of Park and Miller, as in bench/server.ts.
  const upTo = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const patches: Patch[] = [];
  let length = 0;
  let caret = 0;
  while (patches.length < MADE_UP) {
    if (upTo(5) === 0) caret = upTo(length + 1);
    for (let left = 5 + upTo(40); left > 0; left--) {
      patches.push([caret, 0, String.fromCharCode(97 + upTo(26))]);
      caret += 1;
      length += 1;
    }
    for (let left = upTo(28); left > 0 && caret > 0; left--) {
      caret -= 1;
      length -= 1;
      patches.push([caret, 1, '']);
    }
  }
  return patches;
}
