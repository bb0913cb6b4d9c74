/**
 * Pages take turns. All of them are made by one thread: two alike that are made at once are both done when the second could have been, and
 * the first is late for nothing. Only a small page behind a large one waits longer than it would have, for as long as a turn at the most.
 */
import type { RequestHandler } from 'express';

/** A page that takes longer waits for something else (a file, a worker), or would keep everybody waiting. */
const TURN_ENDS_AFTER_MS = 100;

export interface Turns {
  /** How many requests have their turn at the same time. */
  atOnce: number;
  endsAfterMs?: number;
}

/** Lets `GET` requests through in the order in which they came; the others change something, and wait for nobody. */
export function inTurn({ atOnce, endsAfterMs = TURN_ENDS_AFTER_MS }: Turns): RequestHandler {
  const waiting = new Set<() => void>();
  let busy = 0;

  function begin(go: () => void): () => void {
    busy += 1;
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      clearTimeout(tooLong);
      busy -= 1;
      const [next] = waiting;
      next?.();
    };
    const tooLong = setTimeout(end, endsAfterMs).unref();
    go();
    return end;
  }

  return (request, response, next) => {
    if (request.method !== 'GET') return next();
    let end: (() => void) | undefined;
    const take = () => {
      waiting.delete(take);
      end = begin(next);
    };
    // Sent, or given up by its reader: then it may be waiting still, and nothing is made for nobody.
    for (const last of ['finish', 'close']) {
      response.once(last, () => {
        waiting.delete(take);
        end?.();
      });
    }
    if (busy < atOnce) take();
    else waiting.add(take);
  };
}
