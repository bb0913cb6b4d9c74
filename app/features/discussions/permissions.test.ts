import { expect, test } from 'vitest';
import { readGrants, roles, type Seat } from '~/features/partnerships/partnerships';
import { can } from './permissions';

const seat = (grants: string, closed = false): Seat => ({
  memberId: 'm',
  userId: 'me',
  partnershipId: 'p',
  organisationId: 'o',
  grants: readGrants(grants),
  closed,
  lastVisitAt: null,
  previousVisitAt: null,
});

const COMMENTS: Record<(typeof roles)[number], boolean> = {
  coordinator: true,
  editor: true,
  facilitator: true,
  translator: true,
  reviewer: true,
  observer: false,
};

test.each(roles)('%s', (role) => {
  const grant = role === 'translator' || role === 'reviewer' ? `${role}:el` : role;
  const [open, closed] = [seat(grant), seat(grant, true)];
  expect([can(open, 'read'), can(closed, 'read')]).toEqual([true, true]);
  expect([can(open, 'comment'), can(closed, 'comment')]).toEqual([COMMENTS[role], false]);
  expect([can(open, 'change', { authorId: 'me' }), can(closed, 'change', { authorId: 'me' })]).toEqual([COMMENTS[role], false]);
  expect(can(open, 'change', { authorId: 'somebody else' })).toBe(false);
});

test('an observer who holds another role too, and somebody without any', () => {
  expect(can(seat('observer,reviewer:el'), 'comment')).toBe(true);
  expect(can(seat(''), 'comment')).toBe(false);
});
