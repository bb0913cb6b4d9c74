/** May this member do that with a document? Pure: the same answer for pages, sockets and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { hasRole, isCoordinator, isWriter } from '~/features/partnerships/permissions';
import type { TemplateName } from './documents';

/** A document as permissions see it. */
export interface DocumentThing {
  partnershipId: string;
  organisationId: string;
  template: string;
  /** Null: seen by its own organisation (and the coordinators) only. */
  sharedAt: Date | null;
  trashedAt: Date | null;
}

export type Action =
  /** Open it, print it, download it; in the trash only those who can take it out again see it. */
  | 'read'
  /** Change its text, its title and its place. */
  | 'write'
  /** Show it to the whole partnership. */
  | 'share'
  | 'trash'
  | 'restore'
  /** See the automatic copies and put one back. */
  | 'restore-copy';

/** May the member begin a document from this template? Facilitators write the records of workshops. */
export function canCreate(actor: Seat, template: TemplateName): boolean {
  return isWriter(actor) || (!actor.closed && template === 'workshop' && hasRole(actor, 'facilitator'));
}

export function can(actor: Seat, action: Action, thing: DocumentThing): boolean {
  if (thing.partnershipId !== actor.partnershipId || !sees(actor, thing)) return false;
  const trashed = thing.trashedAt !== null;
  switch (action) {
    case 'read':
      return !trashed || owns(actor, thing);
    case 'write':
      return !trashed && writes(actor, thing);
    case 'share':
      return !trashed && thing.sharedAt === null && owns(actor, thing);
    case 'trash':
      return !trashed && owns(actor, thing);
    case 'restore':
      return trashed && owns(actor, thing);
    case 'restore-copy':
      return !trashed && isCoordinator(actor) && !actor.closed;
  }
}

function sees(actor: Seat, thing: DocumentThing): boolean {
  return thing.sharedAt !== null || thing.organisationId === actor.organisationId || isCoordinator(actor);
}

/** Translators and reviewers read; what they may write in their languages is decided where suggestions are. */
function writes(actor: Seat, thing: DocumentThing): boolean {
  return isWriter(actor) || (!actor.closed && thing.template === 'workshop' && hasRole(actor, 'facilitator'));
}

/** Whose document it is: the writers of its organisation, and the coordinators. */
function owns(actor: Seat, thing: DocumentThing): boolean {
  return writes(actor, thing) && (thing.organisationId === actor.organisationId || isCoordinator(actor));
}

/** The documents that a member sees, as the `where` of a query: the same rule as `can(…, 'read', …)` outside the trash. */
export function visibleTo(actor: Seat) {
  return {
    partnershipId: actor.partnershipId,
    ...(isCoordinator(actor) ? {} : { OR: [{ sharedAt: { not: null } }, { organisationId: actor.organisationId }] }),
  };
}

/** The documents in the trash that a member can take out again: the same rule as `can(…, 'restore', …)`. */
export function restorableBy(actor: Seat) {
  const own = isCoordinator(actor) ? {} : { organisationId: actor.organisationId };
  if (isWriter(actor)) return { trashedAt: { not: null }, ...own };
  const nothing = actor.closed || !hasRole(actor, 'facilitator');
  return { trashedAt: { not: null }, ...own, ...(nothing ? { id: { in: [] as string[] } } : { template: 'workshop' }) };
}
