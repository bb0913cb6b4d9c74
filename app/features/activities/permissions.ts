/** May this member do that with an activity? Pure: the same answer for pages, sockets, files and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { hasRole, isCoordinator, isWriter } from '~/features/partnerships/permissions';
import type { ActivityThing } from './activities';

export type Action =
  /** See that it is there, in lists, calendars, counts and files, and all that it says. */
  | 'read'
  /** Change it, say what became of it, remove it. */
  | 'write';

/** Coordinators, editors and facilitators plan activities. */
export function canPlan(actor: Seat): boolean {
  return isWriter(actor) || (!actor.closed && hasRole(actor, 'facilitator'));
}

export function can(actor: Seat, action: Action, thing: ActivityThing): boolean {
  if (thing.partnershipId !== actor.partnershipId || !sees(actor, thing)) return false;
  return action === 'read' || canPlan(actor);
}

/** A restricted one is there for those who organise it, and for coordinators: for others it does not exist. */
function sees(actor: Seat, { restriction, organisationId, coOrganisers }: ActivityThing): boolean {
  const organises = organisationId === actor.organisationId || coOrganisers.includes(actor.organisationId);
  return restriction === '' || organises || isCoordinator(actor);
}

/** The activities that a member sees, as the `where` of a query: the same rule as `can(…, 'read', …)`, without those that were removed. */
export function visibleTo(actor: Seat) {
  const { partnershipId, organisationId } = actor;
  const there = { partnershipId, removedAt: null };
  if (isCoordinator(actor)) return there;
  return { ...there, OR: [{ restriction: '' }, { organisationId }, { coOrganisers: { some: { organisationId } } }] };
}
