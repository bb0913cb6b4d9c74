/** May this member do that with costs and person-months? Pure: the same answer for pages, files, sockets and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { hasRole, isCoordinator } from '~/features/partnerships/permissions';

export type Action =
  /** See an organisation's rows: planned costs, expenses with their evidence, months worked. */
  | 'read'
  /** Write them. */
  | 'write';

/** Coordinators all; editors and observers those of their own organisation. Facilitators, translators and reviewers have no business with money. */
export function can(actor: Seat, action: Action, organisationId: string): boolean {
  if (isCoordinator(actor)) return action === 'read' || !actor.closed;
  if (actor.organisationId !== organisationId) return false;
  return action === 'read' ? hasRole(actor, 'editor') || hasRole(actor, 'observer') : hasRole(actor, 'editor') && !actor.closed;
}

/** Takes an expense or gives it back, plans person-months for all, says how costs are reckoned. */
export const canDecide = (actor: Seat): boolean => isCoordinator(actor) && !actor.closed;

/** The rows that a member sees, as the `where` of a query: the same rule as `can(…, 'read', …)`. */
export function visibleTo(actor: Seat) {
  const { partnershipId, organisationId } = actor;
  if (isCoordinator(actor)) return { partnershipId };
  return can(actor, 'read', organisationId) ? { partnershipId, organisationId } : { partnershipId, organisationId: { in: [] } };
}

/**
 * May the member be told the sum of all organisations? Less one's own it is the sum of the others: of one other it would be that one's costs. Sums of several
 * spans are subtracted from each other, too: so it is asked of each part of the days that some sum is told of, and a part with one other spoils every sum that it is in.
 * @param cells for each part of the days, the organisations that have something in it
 */
export function seesSum(actor: Seat, cells: readonly (readonly string[])[]): boolean {
  if (isCoordinator(actor)) return true;
  const others = cells.map((ids) => new Set(ids.filter((id) => id !== actor.organisationId)).size);
  return others.some((count) => count > 0) && others.every((count) => count !== 1);
}
