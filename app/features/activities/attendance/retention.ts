/**
 * How long signed lists are kept. Funders ask for them up to five years after the end of a project; who was at an activity that is restricted may be in
 * danger for as long as the list exists. Pure.
 */
import { addDays, addMonths } from '~/kit/dates';
import type { Restriction } from '../activities';

const ASKED_FOR_MONTHS = 5 * 12;
/** Of a restricted activity: long enough to count from it and to have it checked. */
const RESTRICTED_MONTHS = 6;
const AT_LEAST_DAYS = 30;

export interface Retention {
  /** The day on which it is deleted at the latest. */
  latest: string;
  /** The day that is proposed. */
  usual: string;
}

interface Kept {
  /** Last day of the project; null: not known. */
  projectEnd: string | null;
  /** Last day of the activity. */
  activityEnd: string;
  restriction: Restriction | '';
  today: string;
}

/** Null: nobody asks for lists of it any more. All are ISO dates. */
export function retentionOf({ projectEnd, activityEnd, restriction, today }: Kept): Retention | null {
  const end = projectEnd && projectEnd > activityEnd ? projectEnd : activityEnd;
  const latest = addMonths(end, ASKED_FOR_MONTHS);
  if (latest <= today) return null;
  if (restriction === '') return { latest, usual: latest };
  const days = [addMonths(activityEnd, RESTRICTED_MONTHS), addDays(today, AT_LEAST_DAYS)].sort();
  return { latest, usual: [latest, days[1] ?? latest].sort()[0] ?? latest };
}
