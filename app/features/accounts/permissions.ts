/** What a person may do with accounts and with the installation. Pure. */
import type { Person } from './accounts';

export type AccountAction = 'open-partnership' | 'manage-accounts' | 'close-partnership';

/** What the answer depends on. */
export type Rights = Pick<Person, 'isHost' | 'mayOpenPartnerships'>;

/** May `actor` do this? Rights within a partnership are another matter: the host has none there. */
export function can(actor: Rights, action: AccountAction): boolean {
  switch (action) {
    case 'open-partnership':
      return actor.isHost || actor.mayOpenPartnerships;
    case 'manage-accounts':
    case 'close-partnership':
      return actor.isHost;
    default:
      return action satisfies never;
  }
}
