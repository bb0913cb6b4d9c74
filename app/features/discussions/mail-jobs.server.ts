/**
 * When notices are mailed. At once: a job for each person, a minute after the first notice, so that five mentions are one mail. Daily: one round
 * each quarter of an hour (clocks differ by no less) looks for persons whose morning it is. The round enqueues its next one before it works, so
 * that none is lost, whatever fails; and one key keeps it single, however many servers there are.
 */
import { z } from 'zod';
import { type Tx, transact } from '~/kit/db.server';
import { enqueue, jobKind } from '~/kit/jobs.server';
import { canSendMail } from '~/kit/mail.server';
import { services } from '~/kit/services.server';
import { forgetOldNotices, mailAtOnce, mailDaily } from './mails.server';

const GATHER_MS = 60_000;
const ROUND_MS = 15 * 60_000;
const ROUND_KEY = 'notices/daily';
/** A round that fails has enqueued the next one: there is no last attempt. */
const ALWAYS = 1_000_000;

const mailAtOnceJob = { name: 'notices.at-once', payload: z.object({ userId: z.string().max(40) }) };

/** Mails what is urgent and unread to one person. */
export const mailNoticesAtOnce = jobKind({ ...mailAtOnceJob, run: ({ userId }) => mailAtOnce(userId) });

/** Without a mail server nothing is enqueued: notices stand in the application, and what is said inside partnerships is not for its host to read. */
export async function enqueueMailAtOnce(tx: Tx, userId: string, now: Date): Promise<void> {
  if (!canSendMail()) return;
  await enqueue(tx, mailNoticesAtOnce, { userId }, { runAt: new Date(now.getTime() + GATHER_MS), dedupeKey: `notices/at-once/${userId}` });
}

/**
 * Runs in each round before daily mails go out: a feature notifies of what has become due, or takes away what is. It may run many times a day, and not at all for a
 * day: it tells with a dedupeKey of its own, and also what it should have told earlier.
 */
export type BeforeDaily = (now: Date) => Promise<void>;

/** The round. */
export function dailyRound(before: readonly BeforeDaily[]) {
  const kind = jobKind({
    name: 'notices.daily',
    payload: z.object({}),
    maxAttempts: ALWAYS,
    async run() {
      const now = new Date();
      await transact((tx) => enqueue(tx, kind, {}, { runAt: nextRound(now), dedupeKey: ROUND_KEY }));
      await runRound(before, now);
    },
  });
  return kind;
}

/** The beginning of the next quarter of an hour. */
export function nextRound(now: Date): Date {
  return new Date((Math.floor(now.getTime() / ROUND_MS) + 1) * ROUND_MS);
}

/** At the start of a server: a round is waiting, and if it should have been while the server was down, it runs now. */
export async function beginRounds(round: ReturnType<typeof dailyRound>): Promise<void> {
  await transact((tx) => enqueue(tx, round, {}, { dedupeKey: ROUND_KEY }));
}

/** What one round does. A feature that fails keeps nobody from the mails. */
export async function runRound(before: readonly BeforeDaily[], now: Date): Promise<void> {
  for (const work of before) {
    try {
      await work(now);
    } catch (error) {
      services().log.error({ err: error }, 'what is to be told before the daily mails could not be told');
    }
  }
  if (canSendMail()) await mailDaily(now);
  await forgetOldNotices(now);
}
