/** What nodes tell each other about one room, as bytes. They come from our own nodes through Redis; what does not decode is dropped. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MalformedFrame, malformedUnless, type PresenceEntry } from './frames';

/** A row that is on disk. */
export interface SharedRow {
  seq: number;
  update: Uint8Array;
  /** User id; null for what a server wrote itself. */
  authorId: string | null;
}

/** Somebody on another node. `clock` is the client's own, `PresenceEntry.clock` the one that others were told. */
export interface SharedPresence extends PresenceEntry {
  own: number;
}

export type NodeMessage =
  | { kind: 'rows'; rows: SharedRow[] }
  | { kind: 'presence'; entries: SharedPresence[] }
  /** Asks the other nodes to say who is there with them. */
  | { kind: 'who' };

const PRESENCE = 1;
const WHO = 2;
/** 0 were rows without their authors: nodes of two versions do not misread each other, and the log has the rows. */
const ROWS = 3;

/** @param node who says it: everybody hears also what they said themselves */
export function encodeNodeMessage(node: string, message: NodeMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, node);
  if (message.kind === 'rows') {
    encoding.writeVarUint(encoder, ROWS);
    encoding.writeVarUint(encoder, message.rows.length);
    for (const { seq, update, authorId } of message.rows) {
      encoding.writeVarUint(encoder, seq);
      encoding.writeVarUint8Array(encoder, update);
      encoding.writeVarString(encoder, authorId ?? '');
    }
  } else if (message.kind === 'presence') {
    encoding.writeVarUint(encoder, PRESENCE);
    encoding.writeVarUint(encoder, message.entries.length);
    for (const { client, clock, own, state } of message.entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, own);
      encoding.writeVarString(encoder, state);
    }
  } else encoding.writeVarUint(encoder, WHO);
  return encoding.toUint8Array(encoder);
}

/** Throws `MalformedFrame` where the bytes are no message. */
export function decodeNodeMessage(bytes: Uint8Array): { node: string; message: NodeMessage } {
  // A copy: lib0 reads beyond the end of a view, and what is kept of it must not keep a larger chunk alive.
  const decoder = decoding.createDecoder(new Uint8Array(bytes));
  return malformedUnless(() => ({ node: decoding.readVarString(decoder), message: readMessage(decoder) }));
}

function readMessage(decoder: decoding.Decoder): NodeMessage {
  const kind = decoding.readVarUint(decoder);
  if (kind === WHO) return { kind: 'who' };
  const count = decoding.readVarUint(decoder);
  if (kind === ROWS) {
    const rows = times(count, () => ({
      seq: decoding.readVarUint(decoder),
      update: decoding.readVarUint8Array(decoder),
      authorId: decoding.readVarString(decoder) || null,
    }));
    return { kind: 'rows', rows };
  }
  if (kind !== PRESENCE) throw new MalformedFrame('A message of an unknown kind.');
  const entries = times(count, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    own: decoding.readVarUint(decoder),
    state: decoding.readVarString(decoder),
  }));
  return { kind: 'presence', entries };
}

function times<T>(count: number, read: () => T): T[] {
  const list: T[] = [];
  for (let left = count; left > 0; left--) list.push(read());
  return list;
}
