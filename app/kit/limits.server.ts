/** Limits on how often something may be tried, counted in the memory of this node. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { remembered } from './remember.server';
import { hashSecret } from './secrets.server';

export interface Limit {
  name: string;
  /** Tries within `seconds`, counted from the first one. */
  tries: number;
  seconds: number;
}

const limiters = remembered('limits', () => new Map<string, RateLimiterMemory>());

function limiterOf({ name, tries, seconds }: Limit): RateLimiterMemory {
  const found = limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points: tries, duration: seconds });
  limiters.set(name, found);
  return found;
}

/** What is typed into a form may be long or secret: the counter knows its hash only. */
const keyOf = (who: string) => hashSecret(who);

/**
 * Takes one try for each of the limits, before the outcome is known, so that many tries side by side count too. A refused
 * try counts nowhere: the narrow limit that stopped one guesser must not use up the wide one that the account's owner needs.
 * @param tries the narrowest limit first
 * @returns 0 when all allow it, else the whole seconds to wait
 */
export async function take(tries: { limit: Limit; who: string }[]): Promise<number> {
  const taken: typeof tries = [];
  for (const asked of tries) {
    try {
      await limiterOf(asked.limit).consume(keyOf(asked.who));
      taken.push(asked);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // Counted above the limit it would outlast a success that gives one try back.
      await limiterOf(asked.limit).reward(keyOf(asked.who));
      await giveBack(taken);
      return Math.max(Math.ceil(refusal.msBeforeNext / 1000), 1);
    }
  }
  return 0;
}

/** Gives the tries back: they were no failures. */
export async function giveBack(tries: { limit: Limit; who: string }[]): Promise<void> {
  for (const { limit, who } of tries) await limiterOf(limit).reward(keyOf(who));
}

/** Forgets all counts; for tests. */
export function forgetTries(): void {
  limiters.clear();
}
