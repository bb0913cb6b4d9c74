import { describe, expect, test } from 'vitest';
import { readGrants, type Seat } from '~/features/partnerships/partnerships';
import { type Action, can, canCreate, type DocumentThing } from './permissions';

const seat = (roles: string, organisationId = 'own', closed = false): Seat => ({
  memberId: 'm',
  userId: 'u',
  partnershipId: 'p',
  organisationId,
  grants: readGrants(roles),
  closed,
  lastVisitAt: null,
  previousVisitAt: null,
});
const thing = (overrides: Partial<DocumentThing> = {}): DocumentThing => ({
  partnershipId: 'p',
  organisationId: 'own',
  template: 'strategy',
  sharedAt: null,
  trashedAt: null,
  ...overrides,
});
const shared = thing({ sharedAt: new Date() });
const actions: Action[] = ['read', 'write', 'share', 'trash', 'restore', 'restore-copy'];
const allowed = (actor: Seat, document: DocumentThing) => actions.filter((action) => can(actor, action, document)).join(' ');

describe('a document that is not shared', () => {
  test.each([
    ['coordinator', 'own', 'read write share trash restore-copy'],
    ['coordinator', 'other', 'read write share trash restore-copy'],
    ['editor', 'own', 'read write share trash'],
    ['editor', 'other', ''],
    ['facilitator', 'own', 'read'],
    ['translator:el', 'own', 'read'],
    ['reviewer:el', 'own', 'read'],
    ['observer', 'own', 'read'],
    ['observer', 'other', ''],
  ])('%s of the %s organisation: %s', (roles, organisation, expected) => {
    expect(allowed(seat(roles, organisation), thing())).toBe(expected);
  });
});

describe('a shared document', () => {
  test.each([
    ['coordinator', 'other', 'read write trash restore-copy'],
    ['editor', 'own', 'read write trash'],
    ['editor', 'other', 'read write'],
    ['facilitator', 'other', 'read'],
    ['translator:el', 'other', 'read'],
    ['observer', 'other', 'read'],
  ])('%s of the %s organisation: %s', (roles, organisation, expected) => {
    expect(allowed(seat(roles, organisation), shared)).toBe(expected);
  });
});

test('the record of a workshop is written by facilitators, too', () => {
  expect(allowed(seat('facilitator'), thing({ template: 'workshop' }))).toBe('read write share trash');
  expect(canCreate(seat('facilitator'), 'workshop')).toBe(true);
  expect(canCreate(seat('facilitator'), 'strategy')).toBe(false);
  expect(canCreate(seat('observer'), 'workshop')).toBe(false);
  expect(canCreate(seat('editor'), 'blank')).toBe(true);
});

test('in the trash it is seen by those who can take it out', () => {
  const trashed = { ...shared, trashedAt: new Date() };
  expect(allowed(seat('editor'), trashed)).toBe('read restore');
  expect(allowed(seat('coordinator', 'other'), trashed)).toBe('read restore');
  expect(allowed(seat('editor', 'other'), trashed)).toBe('');
  expect(allowed(seat('observer'), trashed)).toBe('');
});

test('when the partnership is closed everybody reads and nobody writes', () => {
  for (const roles of ['coordinator', 'editor', 'facilitator']) {
    expect(allowed(seat(roles, 'own', true), shared)).toBe('read');
    expect(canCreate(seat(roles, 'own', true), 'workshop')).toBe(false);
  }
});

test('a member of another partnership may nothing', () => {
  expect(allowed({ ...seat('coordinator'), partnershipId: 'q' }, shared)).toBe('');
});
