import { describe, expect, test } from 'vitest';
import { afterClose, waitBefore } from './reconnect';
import { Close } from './wire';

describe('after a close', () => {
  test.each([
    [Close.sessionGone, 'signedOut'],
    [Close.accessLost, 'accessLost'],
    [Close.deleted, 'deleted'],
    [Close.otherGeneration, 'otherGeneration'],
    [Close.clientTooOld, 'tooOld'],
    [Close.malformed, 'faulty'],
    [4499, 'faulty'],
  ] as const)('%i is final: %s', (code, why) => {
    expect(afterClose(code, 0)).toEqual({ do: 'stop', why });
  });

  test.each([Close.refusedEdit, Close.tooBig])('%i, an edit that can never be saved, begins again with a fresh document', (code) => {
    expect(afterClose(code, 0)).toEqual({ do: 'startAfresh' });
  });

  test.each([null, 1000, 1001, 1005, 1006, 1011, 4500, 4599])('%s comes back', (code) => {
    expect(afterClose(code, 2)).toEqual({ do: 'comeBack', attempts: 2 });
  });

  test('an overloaded server gets a longer pause than a restarting one', () => {
    expect(afterClose(Close.restarting, 0)).toEqual({ do: 'comeBack', attempts: 3 });
    expect(afterClose(Close.overloaded, 0)).toEqual({ do: 'comeBack', attempts: 5 });
    expect(afterClose(Close.overloaded, 9)).toEqual({ do: 'comeBack', attempts: 9 });
  });
});

test('waits grow, stay below ten seconds, and are spread over a half of themselves', () => {
  for (let attempts = 1; attempts <= 40; attempts++) {
    const [least, most] = [waitBefore(attempts, () => 0), waitBefore(attempts, () => 1)];
    expect(least).toBe(most / 2);
    expect(most).toBeLessThanOrEqual(10_000);
    if (attempts > 1) expect(most).toBeGreaterThanOrEqual(waitBefore(attempts - 1, () => 1));
  }
  expect(waitBefore(1, () => 1)).toBe(200);
  expect(waitBefore(40, () => 1)).toBe(10_000);
});
