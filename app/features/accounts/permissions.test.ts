import { expect, test } from 'vitest';
import { can } from './permissions';

const host = { isHost: true, mayOpenPartnerships: false };
const trusted = { isHost: false, mayOpenPartnerships: true };
const other = { isHost: false, mayOpenPartnerships: false };

test('the host decides about the installation; who was allowed to opens partnerships, and no more', () => {
  const rights = [host, trusted, other].map((actor) => [
    can(actor, 'open-partnership'),
    can(actor, 'close-partnership'),
    can(actor, 'manage-accounts'),
  ]);
  expect(rights).toEqual([
    [true, true, true],
    [true, false, false],
    [false, false, false],
  ]);
});
