/** Why a form was not taken: typed values, so that the page says it at the field in the reader's language. Runs anywhere. */
import type { DateProblem } from '~/kit/dates';
import type { MoneyProblem } from '~/kit/money';

export type Problem =
  | DateProblem
  | MoneyProblem
  | { reason: 'required' }
  | { reason: 'too-long'; max: number }
  | { reason: 'too-many'; max: number }
  | { reason: 'not-a-choice' }
  | { reason: 'not-a-percentage' }
  | { reason: 'not-an-address' }
  /** The sum can be read in two ways: "1,430,071.05 EUR?" */
  | { reason: 'confirm-amount'; cents: bigint }
  | { reason: 'before-start' }
  | { reason: 'not-a-time' }
  | { reason: 'not-a-code' }
  /** The clocks skip this hour on that day. */
  | { reason: 'no-such-hour' }
  /** Somebody else saved in between. */
  | { reason: 'changed-meanwhile' }
  /** Somebody else removed the thing that the form is about. */
  | { reason: 'removed-meanwhile' }
  | { reason: 'last-coordinator' }
  | { reason: 'in-use' }
  | { reason: 'has-invitations' }
  /** Of what follows from it something was reported. */
  | { reason: 'period-locked' }
  /** An activity that was reported on is for this target group, or was at this place. */
  | { reason: 'group-reported'; name: string }
  | { reason: 'place-reported' };

/** By field name; `form` is about the whole. */
export type Problems = Partial<Record<string, Problem>>;

/** What was typed, by field name, to be shown again. */
export type Typed = Record<string, string | string[]>;

export type Read<T> = { ok: true; value: T } | { ok: false; problems: Problems };

/** What a form's action answers with status 400. */
export interface Refused {
  problems: Problems;
  typed: Typed;
}
