/** May this member do that with an activity? Pure: the same answer for pages, sockets, files and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { hasRole, isCoordinator, isWriter } from '~/features/partnerships/permissions';
import type { ActivityThing } from './activities';

export type Action =
  /** See that it is there, in lists, calendars, counts and files, and all that it says. */
  | 'read'
  /** Change it, say what became of it, remove it. */
  | 'write'
  /** Say how many came. */
  | 'count'
  /** Read and remove signed lists that one's organisation put in: also when the partnership is closed, for then they are asked for. */
  | 'readPapers'
  /** Approve what was counted, or give it back. */
  | 'approve';

/** Coordinators, editors and facilitators plan activities. */
export function canPlan(actor: Seat): boolean {
  return isWriter(actor) || (!actor.closed && hasRole(actor, 'facilitator'));
}

/** Who counts, where a partnership is open. */
const counters = ['coordinator', 'editor', 'facilitator'] as const;

export function can(actor: Seat, action: Action, thing: ActivityThing): boolean {
  if (thing.partnershipId !== actor.partnershipId || !sees(actor, thing)) return false;
  switch (action) {
    case 'read':
      return true;
    case 'write':
      return canPlan(actor);
    case 'count':
      return canPlan(actor) && organises(actor, thing);
    case 'readPapers':
      return organises(actor, thing) && counters.some((role) => hasRole(actor, role));
    case 'approve':
      return !actor.closed && isCoordinator(actor);
  }
}

const organises = ({ organisationId: own }: Seat, { organisationId, coOrganisers }: ActivityThing) =>
  organisationId === own || coOrganisers.includes(own);

/** Says how people are counted in the partnership. */
export const canSetRules = (actor: Seat): boolean => !actor.closed && isCoordinator(actor);

/** Numbers of people, as they are, are for the organisation that counted them; others are told what gives nobody away (attendance/disclosure.ts). */
export function seesNumbers(actor: Seat, countedBy: readonly string[]): boolean {
  return countedBy.every((id) => id === actor.organisationId);
}

/** A restricted one is there for those who organise it, and for coordinators: for others it does not exist. */
function sees(actor: Seat, thing: ActivityThing): boolean {
  return thing.restriction === '' || organises(actor, thing) || isCoordinator(actor);
}

/** The activities that a member sees, as the `where` of a query: the same rule as `can(…, 'read', …)`, without those that were removed. */
export function visibleTo(actor: Seat) {
  const { partnershipId, organisationId } = actor;
  const there = { partnershipId, removedAt: null };
  if (isCoordinator(actor)) return there;
  return { ...there, OR: [{ restriction: '' }, { organisationId }, { coOrganisers: { some: { organisationId } } }] };
}

/** Those that may be shown to a room, whoever shows them: restricted ones are for nobody who walks by. */
export const forEverybody = ({ partnershipId }: Seat) => ({ partnershipId, removedAt: null, restriction: '' });
