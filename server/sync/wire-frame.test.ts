import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { WIRE_FRAME_BYTES, wireFrame } from './wire-frame';

/** What `ws` itself would write. */
const { Sender } = createRequire(import.meta.url)('ws') as {
  Sender: { frame(data: Uint8Array, options: { fin: boolean; opcode: number; readOnly: boolean }): Uint8Array[] };
};
const byWs = (payload: Uint8Array) => Buffer.concat(Sender.frame(payload, { fin: true, opcode: 2, readOnly: true }));
const payloadOf = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251);

test.each([0, 1, 125, 126, 127, 300, WIRE_FRAME_BYTES])('W9 a frame of %d bytes is what ws would write', (length) => {
  const payload = payloadOf(length);
  expect(wireFrame(payload)).toEqual(byWs(payload));
});

test('W9 the same payload gives the same buffer, another one another', () => {
  const [one, other] = [payloadOf(10), payloadOf(10)];
  const wire = wireFrame(one);
  expect(wireFrame(one)).toBe(wire);
  expect(wireFrame(other)).not.toBe(wire);
  expect(wireFrame(one)).not.toBe(wire);
  expect(wireFrame(one)).toEqual(wire);
});
