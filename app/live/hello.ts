/**
 * The server's first frame to a client that joined with `?ext=1` (`Frame.hello`), and the small frames that need no file of their own.
 *
 * Bytes of hello: varUint 100 · varUint protocol · varUint generation · varUint role (0 read, 1 write) · varUint server time (ms since 1970).
 * Bytes of a notice: varUint 103 · varString code (a word for machines; the client has the sentence).
 * A heartbeat (102) carries nothing.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Frame } from './wire';

export interface Hello {
  protocol: number;
  generation: number;
  role: 'read' | 'write';
  /** Milliseconds since 1970 on the server's clock. */
  serverTime: number;
}

/** The whole frame, its type included. */
export function encodeHello(hello: Hello): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Frame.hello);
  encoding.writeVarUint(encoder, hello.protocol);
  encoding.writeVarUint(encoder, hello.generation);
  encoding.writeVarUint(encoder, hello.role === 'write' ? 1 : 0);
  encoding.writeVarUint(encoder, hello.serverTime);
  return encoding.toUint8Array(encoder);
}

/** Reads a hello whose frame type is already taken from the decoder. Throws on a truncated frame. */
export function decodeHello(decoder: decoding.Decoder): Hello {
  return {
    protocol: decoding.readVarUint(decoder),
    generation: decoding.readVarUint(decoder),
    role: decoding.readVarUint(decoder) === 1 ? 'write' : 'read',
    serverTime: decoding.readVarUint(decoder),
  };
}

/** What the server may tell a client in a notice. `notSaved`: the log refuses to take changes at the moment; `saving`: it takes them again. */
export type NoticeCode = 'notSaved' | 'saving';

export function encodeNotice(code: NoticeCode): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Frame.notice);
  encoding.writeVarString(encoder, code);
  return encoding.toUint8Array(encoder);
}

/** Reads a notice whose frame type is already taken from the decoder. A client ignores codes that it does not know. */
export function decodeNotice(decoder: decoding.Decoder): string {
  return decoding.readVarString(decoder);
}
