/** When a closed connection comes back, and when it never does. Pure. */
import type { StopReason } from './save-state';
import { Close } from './wire';

/** What a close code asks of the client: stop for good, begin again with a fresh document, or come back. */
export type AfterClose = { do: 'stop'; why: StopReason } | { do: 'startAfresh' } | { do: 'comeBack'; attempts: number };

/**
 * @param code of the close event; null when this side closed or the network broke
 * @param attempts failed so far
 */
export function afterClose(code: number | null, attempts: number): AfterClose {
  switch (code) {
    case Close.sessionGone:
      return { do: 'stop', why: 'signedOut' };
    case Close.accessLost:
      return { do: 'stop', why: 'accessLost' };
    case Close.deleted:
      return { do: 'stop', why: 'deleted' };
    case Close.otherGeneration:
      return { do: 'stop', why: 'otherGeneration' };
    case Close.clientTooOld:
      return { do: 'stop', why: 'tooOld' };
    case Close.refusedEdit:
    // The same change would be too big again, and everything after it stands on it.
    case Close.tooBig:
      return { do: 'startAfresh' };
    case Close.restarting:
      // A restart takes a second or two; everybody comes back at once, so the first wait is spread wider than after a broken line.
      return { do: 'comeBack', attempts: Math.max(attempts, 3) };
    case Close.overloaded:
      return { do: 'comeBack', attempts: Math.max(attempts, 5) };
    default:
      // The rest of 44xx is as final: the server decided, and asking again changes nothing.
      return code !== null && code >= 4400 && code < 4500 ? { do: 'stop', why: 'faulty' } : { do: 'comeBack', attempts };
  }
}

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** The wait before attempt number `attempts` (from 1), in milliseconds: doubles up to 10 s, and a random half of it keeps a crowd apart. */
export function waitBefore(attempts: number, random: () => number = Math.random): number {
  const whole = Math.min(FIRST_MS * 2 ** attempts, LONGEST_MS);
  return whole / 2 + (whole / 2) * random();
}
