/** May this member do that in a discussion? Pure. Whether the member may see the subject is said by the subject's own feature, and asked before. */
import type { Seat } from '~/features/partnerships/partnerships';

/** A comment that somebody wants to change. */
export interface CommentThing {
  authorId: string;
}

export type Action =
  | 'read'
  /** Write comments; resolve a thread and open it again. */
  | 'comment'
  /** Write one's own comment anew, or take it away. */
  | 'change';

export function can(actor: Seat, action: 'read' | 'comment'): boolean;
export function can(actor: Seat, action: 'change', thing: CommentThing): boolean;
export function can(actor: Seat, action: Action, thing?: CommentThing): boolean {
  switch (action) {
    case 'read':
      return true;
    case 'comment':
      return mayComment(actor);
    case 'change':
      return mayComment(actor) && thing?.authorId === actor.userId;
  }
}

/** Every role but observer: who translates or reviews comments everywhere. */
function mayComment({ closed, grants }: Seat): boolean {
  return !closed && grants.some(({ role }) => role !== 'observer');
}
