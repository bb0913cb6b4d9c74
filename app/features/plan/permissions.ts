/** May this member do that with the plan? Pure: the same answer for pages, sockets and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { isCoordinator, isWriter } from '~/features/partnerships/permissions';

export type Action =
  /** See the plan, its history and what was decided; take it along as a file. */
  | 'read'
  /** Change items, links and their order. */
  | 'write'
  /** Submit a deliverable and say what became of it, mark a milestone as achieved, lock a period, take a baseline, set the working days and the lists of codes. */
  | 'decide'
  /** Keep a view for everybody, not only for oneself. */
  | 'share-view';

/** The plan is the partnership's: who has a seat sees all of it. */
export function can(actor: Seat, action: Action): boolean {
  switch (action) {
    case 'read':
      return true;
    case 'write':
      return isWriter(actor);
    case 'decide':
      return isCoordinator(actor) && !actor.closed;
    case 'share-view':
      return isWriter(actor);
  }
}
