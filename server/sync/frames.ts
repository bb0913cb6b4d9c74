/** What may come from a client and what goes to it, as bytes. One message per frame, always. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Frame } from '../../app/live/wire';

export type ClientFrame =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'document'; step2: boolean; update: Uint8Array }
  | { kind: 'presence'; update: Uint8Array }
  | { kind: 'queryPresence' }
  | { kind: 'heartbeat' };

/** The frame breaks the protocol; its socket is closed, nothing else happens. */
export class MalformedFrame extends Error {
  override name = 'MalformedFrame';
}

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

/**
 * Takes a client's frame apart. The bytes are copied first: lib0 reads beyond the end of a view into whatever shares its buffer,
 * which in Node may be another person's data.
 */
export function decodeClientFrame(data: Uint8Array): ClientFrame {
  const decoder = decoding.createDecoder(new Uint8Array(data));
  return malformedUnless(() => {
    const frame = readFrame(decoder);
    if (decoding.hasContent(decoder)) throw new MalformedFrame('More than one message in a frame.');
    return frame;
  });
}

function readFrame(decoder: decoding.Decoder): ClientFrame {
  switch (decoding.readVarUint(decoder)) {
    case Frame.sync:
      return readSync(decoder);
    case Frame.awareness:
      return { kind: 'presence', update: decoding.readVarUint8Array(decoder) };
    case Frame.queryAwareness:
      return { kind: 'queryPresence' };
    case Frame.heartbeat:
      return { kind: 'heartbeat' };
    default:
      throw new MalformedFrame('Unknown frame type.');
  }
}

function readSync(decoder: decoding.Decoder): ClientFrame {
  const step = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  switch (step) {
    case SYNC_STEP_1:
      Y.decodeStateVector(payload);
      return { kind: 'step1', stateVector: payload };
    case SYNC_STEP_2:
    case SYNC_UPDATE:
      return { kind: 'document', step2: step === SYNC_STEP_2, update: payload };
    default:
      throw new MalformedFrame('Unknown sync step.');
  }
}

export const encodeStep1 = (stateVector: Uint8Array) => encodeSync(SYNC_STEP_1, stateVector);
export const encodeStep2 = (update: Uint8Array) => encodeSync(SYNC_STEP_2, update);
export const encodeUpdate = (update: Uint8Array) => encodeSync(SYNC_UPDATE, update);

function encodeSync(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Frame.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** One entry of an awareness update; `state` is JSON text, `null` for gone. */
export interface PresenceEntry {
  client: number;
  clock: number;
  state: string;
}

export function encodePresence(entries: PresenceEntry[]): Uint8Array {
  const payload = encoding.createEncoder();
  encoding.writeVarUint(payload, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(payload, client);
    encoding.writeVarUint(payload, clock);
    encoding.writeVarString(payload, state);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Frame.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(payload));
  return encoding.toUint8Array(encoder);
}

/** Calls `each` per entry, so that a frame that claims a million of them is never held in memory. */
export function readPresence(update: Uint8Array, each: (entry: PresenceEntry) => void): void {
  const decoder = decoding.createDecoder(update);
  malformedUnless(() => {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      each({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: decoding.readVarString(decoder) });
    }
  });
}

/** Runs a reader; whatever it throws means that the bytes break the protocol. */
export function malformedUnless<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedFrame) throw error;
    // A parser of JSON quotes what it could not read, and the reason is logged.
    throw new MalformedFrame(error instanceof SyntaxError ? 'Not valid JSON.' : (error as Error).message);
  }
}

/** For clients with `?ext=1`. */
export const HEARTBEAT = new Uint8Array([Frame.heartbeat]);
/** For stock clients, which know no frame of ours: an awareness update without entries. */
export const STOCK_HEARTBEAT = encodePresence([]);
