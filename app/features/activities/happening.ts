/** "What is happening": which activities run, come and are just over, as of a moment. Pure. */
import { addDays } from '~/kit/dates';
import { instantOf, wallClock } from '~/kit/zones';
import type { ActivityState } from './activities';

/** What is over is shown for so many days. */
const JUST_OVER_DAYS = 7;

export interface Windows {
  /** The earliest end and the latest beginning that are shown. */
  from: Date;
  to: Date;
  /** Where today ends; the week goes on for seven days from today. */
  tomorrow: Date;
}

const midnight = (date: string, zone: string) => instantOf(date, '00:00', zone) ?? (instantOf(date, '01:00', zone) as Date);

/** @param zone of whose days it is */
export function windowsOf(now: Date, zone: string): Windows {
  const { date } = wallClock(now, zone);
  return {
    from: midnight(addDays(date, -JUST_OVER_DAYS), zone),
    tomorrow: midnight(addDays(date, 1), zone),
    to: midnight(addDays(date, 7), zone),
  };
}

interface Timed {
  state: ActivityState;
  startsAt: Date;
  endsAt: Date;
}

export interface Happening<One> {
  now: One[];
  today: One[];
  week: One[];
  /** Held, or over and nobody has said yet whether it was: the latest first. */
  held: One[];
}

/** Each stands in one list: what runs is not listed under today again. What was cancelled happens nowhere. */
export function happeningOf<One extends Timed>(
  activities: readonly One[],
  now: Date,
  { from, tomorrow, to }: Windows,
): { lists: Happening<One> } {
  const lists: Happening<One> = { now: [], today: [], week: [], held: [] };
  for (const one of activities) {
    if (one.state === 'cancelled') continue;
    const { startsAt, endsAt } = one;
    if (one.state === 'held' || endsAt <= now) {
      if (endsAt >= from) lists.held.push(one);
    } else if (startsAt <= now) lists.now.push(one);
    else if (startsAt < tomorrow) lists.today.push(one);
    else if (startsAt < to) lists.week.push(one);
  }
  lists.held.sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime());
  return { lists };
}
