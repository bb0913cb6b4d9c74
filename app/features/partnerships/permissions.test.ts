import { describe, expect, test } from 'vitest';
import { type Grant, readGrant, readGrants, roles, type Seat, writeGrant } from './partnerships';
import { can, hasRole, isWriter } from './permissions';

const seat = (grants: string, overrides: Partial<Seat> = {}): Seat => ({
  memberId: 'me',
  userId: 'u',
  partnershipId: 'p',
  organisationId: 'o',
  grants: readGrants(grants),
  closed: false,
  lastVisitAt: null,
  previousVisitAt: null,
  ...overrides,
});
const member = (memberId: string, grants: string, coordinators: number, members = 5) => ({
  kind: 'member' as const,
  memberId,
  grants: readGrants(grants),
  coordinators,
  members,
});

describe('grants', () => {
  test('translators and reviewers need a language, the others refuse one', () => {
    expect(readGrant('translator:el')).toEqual({ role: 'translator', language: 'el' });
    for (const wrong of ['translator', 'editor:el', 'reviewer:', 'translator:xx', 'translator:el:de', 'owner', ''])
      expect(readGrant(wrong)).toBeNull();
  });
  test('are written as they are read', () => {
    for (const text of ['coordinator', 'reviewer:tr']) expect(writeGrant(readGrant(text) as Grant)).toBe(text);
    expect(readGrants('editor, translator:el,nonsense').map(writeGrant)).toEqual(['editor', 'translator:el']);
  });
});

describe('can', () => {
  test('only coordinators edit and invite; everybody with a seat sees', () => {
    for (const role of roles) {
      const actor = seat(role === 'translator' || role === 'reviewer' ? `${role}:el` : role);
      expect(can(actor, 'see')).toBe(true);
      expect(can(actor, 'edit')).toBe(role === 'coordinator');
      expect(can(actor, 'invite')).toBe(role === 'coordinator');
    }
  });

  test('a closed partnership is read by its members and written by nobody', () => {
    const actor = seat('coordinator', { closed: true });
    expect(can(actor, 'see')).toBe(true);
    expect(can(actor, 'edit')).toBe(false);
    expect(isWriter(actor)).toBe(false);
    expect(can(actor, 'leave', member('me', 'coordinator', 2))).toBe(true);
  });

  test('the last coordinator can neither leave nor be removed nor lose the role', () => {
    const actor = seat('coordinator');
    expect(can(actor, 'leave', member('me', 'coordinator', 1))).toBe(false);
    expect(can(actor, 'leave', member('me', 'coordinator', 2))).toBe(true);
    expect(can(actor, 'remove-member', member('other', 'coordinator', 1))).toBe(false);
    expect(can(actor, 'set-roles', { ...member('me', 'coordinator', 1), next: readGrants('editor') })).toBe(false);
    expect(can(actor, 'set-roles', { ...member('me', 'coordinator', 1), next: readGrants('coordinator,editor') })).toBe(true);
  });

  test('nobody removes others without the role, nor leaves for somebody else', () => {
    expect(can(seat('editor'), 'remove-member', member('other', 'observer', 1))).toBe(false);
    expect(can(seat('coordinator'), 'remove-member', member('other', 'observer', 1))).toBe(true);
    expect(can(seat('coordinator'), 'leave', member('other', 'observer', 1))).toBe(false);
    expect(can(seat('editor'), 'set-roles', { ...member('me', 'editor', 1), next: readGrants('coordinator') })).toBe(false);
  });
});

test('a translator holds the role in the languages granted only', () => {
  const actor = seat('translator:el,reviewer:de');
  expect(hasRole(actor, 'translator', 'el')).toBe(true);
  expect(hasRole(actor, 'translator', 'de')).toBe(false);
  expect(hasRole(actor, 'translator')).toBe(true);
  expect(isWriter(actor)).toBe(false);
});
