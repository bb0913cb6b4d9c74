/**
 * A web socket frame as it goes over the wire, header and payload in one buffer. `ws` makes a header for each receiver and hands two buffers to
 * the kernel; here a frame that goes to three hundred gets one header, once, and one buffer to write, which is a fifth of what a delivery costs.
 * Good as long as nothing is compressed and `ws` never leaves a frame half written, which is so without `perMessageDeflate`.
 */

/** Larger ones are not worth a copy: `ws` sends them as they are. */
export const WIRE_FRAME_BYTES = 16 * 1024;

const FINAL_BINARY = 0x82;

let latest: Uint8Array | null = null;
let latestWire: Buffer = Buffer.alloc(0);

/** The whole frame of a payload. Asked for the same payload again and again, which is how one is sent to many, it answers with the same buffer. */
export function wireFrame(payload: Uint8Array): Buffer {
  if (payload === latest) return latestWire;
  const length = payload.byteLength;
  const header = length < 126 ? 2 : 4;
  // Not from the pool: it may wait in a slow reader's queue, and would keep a whole slab.
  const wire = Buffer.allocUnsafeSlow(header + length);
  wire[0] = FINAL_BINARY;
  wire[1] = Math.min(length, 126);
  if (header === 4) wire.writeUInt16BE(length, 2);
  wire.set(payload, header);
  latest = payload;
  latestWire = wire;
  return wire;
}
