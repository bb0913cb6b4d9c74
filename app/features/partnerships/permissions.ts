/** May this member do that in the partnership itself? Pure: the same answer for pages, sockets and buttons. Documents and plans build on the helpers. */
import type { Grant, Role, Seat } from './partnerships';

/** Does the seat hold the role (for translators and reviewers: in that language)? */
export function hasRole(seat: Pick<Seat, 'grants'>, role: Role, language?: string): boolean {
  return seat.grants.some((grant) => grant.role === role && (language === undefined || grant.language === language));
}

export function isCoordinator(seat: Pick<Seat, 'grants'>): boolean {
  return hasRole(seat, 'coordinator');
}

/** May write documents and plan items at all: coordinators and editors, while the partnership is open. */
export function isWriter(seat: Seat): boolean {
  return !seat.closed && (isCoordinator(seat) || hasRole(seat, 'editor'));
}

/** A member that somebody wants to change. */
export interface MemberThing {
  kind: 'member';
  memberId: string;
  /** What the member holds now. */
  grants: Grant[];
  /** How many coordinators the partnership has now. */
  coordinators: number;
  /** How many members it has now. */
  members: number;
}

export type Action =
  /** See the partnership, its organisations and who is in it. */
  | 'see'
  /** Change facts, organisations, places, deadlines. */
  | 'edit'
  /** Make, see and withdraw invitations. */
  | 'invite'
  /** Take somebody else's seat away. */
  | 'remove-member'
  /** Give up one's own seat. */
  | 'leave'
  /** Give a member other roles, `next`. */
  | 'set-roles';

export function can(actor: Seat, action: 'see' | 'edit' | 'invite'): boolean;
export function can(actor: Seat, action: 'remove-member' | 'leave', thing: MemberThing): boolean;
export function can(actor: Seat, action: 'set-roles', thing: MemberThing & { next: Grant[] }): boolean;
export function can(actor: Seat, action: Action, thing?: MemberThing & { next?: Grant[] }): boolean {
  switch (action) {
    case 'see':
      return true;
    case 'edit':
    case 'invite':
      return isCoordinator(actor) && !actor.closed;
    case 'remove-member':
      return isCoordinator(actor) && !actor.closed && thing !== undefined && thing.memberId !== actor.memberId && !isLastCoordinator(thing);
    case 'leave':
      return thing !== undefined && thing.memberId === actor.memberId && (actor.closed || thing.members <= 1 || !isLastCoordinator(thing));
    case 'set-roles':
      return (
        isCoordinator(actor) &&
        !actor.closed &&
        thing?.next !== undefined &&
        (isCoordinator({ grants: thing.next }) || !isLastCoordinator(thing))
      );
  }
}

/** A partnership keeps somebody who can let others in, as long as there is anybody to be left behind, or anything to do. */
export function isLastCoordinator(thing: Pick<MemberThing, 'grants' | 'coordinators'>): boolean {
  return isCoordinator(thing) && thing.coordinators <= 1;
}
