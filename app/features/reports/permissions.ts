/** May this member do that with reports? Pure: the same answer for pages, files and buttons. */
import type { Seat } from '~/features/partnerships/partnerships';
import { isCoordinator } from '~/features/partnerships/permissions';

/*
 * Every member may have a report made, and gets in it what the pages would show. It is for its asker alone: reads and commands ask the database for
 * reports of that member.
 */

/** What is open in all organisations is for coordinators. */
export const seesAllOpen = (actor: Seat): boolean => isCoordinator(actor);

/** As whom somebody sees things: a report that was made for another organisation or other roles may say what its asker may no longer see. */
export function seenAs({ organisationId, grants }: Pick<Seat, 'organisationId' | 'grants'>): string {
  const roles = grants.map(({ role, language }) => (language ? `${role}.${language}` : role));
  return [organisationId, ...roles.sort()].join(' ');
}
