/** May this member do that with indicators? Pure: the same answer for pages, files and buttons. */
import { canPlan } from '~/features/activities/permissions';
import type { Seat } from '~/features/partnerships/partnerships';
import { isWriter } from '~/features/partnerships/permissions';

export type Action =
  /** Say what is measured, by which target, and which activities add to it. */
  | 'define'
  /** Type a value for one's organisation. */
  | 'measure';

/** What is measured, everybody in the partnership may know; small numbers of people are told by `activities` and `queries.server.ts` alone. */
export function can(actor: Seat, action: Action): boolean {
  return action === 'define' ? isWriter(actor) : canPlan(actor);
}
