import type { AppLoadContext } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import type { Person } from '~/features/accounts/accounts';
import { buildPerson } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { mailOrigin } from '~/kit/mail.server';
import { hashSecret } from '~/kit/secrets.server';
import { services } from '~/kit/services.server';
import { Close } from '~/live/wire';
import { action } from '~/routes/invite.$token';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import { leaveAll } from './account-ties.server';
import type { InvitationForm } from './forms.server';
import { readInvitation, readSeat } from './forms.server';
import { acceptInvitation, acceptWithAccount, findInvitation, invite, withdrawInvitation } from './invitations.server';
import { changeSeat, leave, removeMember } from './members.server';
import { readGrants, type Seat } from './partnerships';
import { listInvitations, listMembers, seatFor } from './queries.server';
import { buildMember, buildOrganisation, buildPartnership } from './testing';

const ORIGIN = 'http://koinon.test';
const DAY = 24 * 3600_000;
const revoked = () => (services().sync as RecordingSync).revoked;
const refusal = async (attempt: Promise<unknown>) => {
  const thrown = await attempt.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).status).toBe(404);
};
const form = (seat: Seat, overrides: Partial<InvitationForm> = {}): InvitationForm => ({
  organisationId: seat.organisationId,
  grants: readGrants('translator:el,reviewer:el'),
  name: 'Ελένη Παράδειγμα',
  email: '',
  language: 'el',
  ...overrides,
});
const posted = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ organisationId: 'o', language: 'el', grants: 'observer', ...fields })) form.set(name, value);
  return form;
};
/** What the page of an invitation answers to the form of a new account. */
async function join(secret: string, fields: Record<string, string>) {
  const form = posted({ name: 'Ελένη', password: 'three blind mice', timeZone: 'Europe/Athens', ...fields });
  const request = new Request(`${ORIGIN}/invite/${secret}`, { method: 'POST', body: form });
  const context = { clientAddress: '192.0.2.9', origin: ORIGIN } as AppLoadContext;
  return action({ request, params: { token: secret }, context });
}
const secretOf = (link: string) => link.split('/').at(-1) ?? '';

async function invited(overrides: Partial<InvitationForm> = {}) {
  const { person, seat } = await buildMember();
  const made = await invite(person, seat.partnershipId, form(seat, overrides), ORIGIN);
  if (!made.ok) throw new Error('refused');
  return { person, seat, ...made, secret: secretOf(made.link) };
}

describe('invitations', () => {
  test('give the seat once: organisation and roles as they say', async () => {
    const { seat, secret } = await invited();
    expect(await findInvitation(secret)).toMatchObject({ language: 'el', partnership: { acronym: expect.stringContaining('ACRO') } });
    const [first, second] = [await buildPerson(), await buildPerson()];
    // Two browsers press the button at the same moment.
    const answers = await Promise.all([acceptInvitation(first.userId, secret), acceptInvitation(second.userId, secret)]);
    expect(answers.filter(Boolean)).toEqual([seat.partnershipId]);
    const winner = answers[0] ? first : second;
    expect(await seatFor(winner.userId, seat.partnershipId)).toMatchObject({
      organisationId: seat.organisationId,
      grants: [
        { role: 'translator', language: 'el' },
        { role: 'reviewer', language: 'el' },
      ],
    });
    expect(await findInvitation(secret)).toBeNull();
    expect(await seatFor((answers[0] ? second : first).userId, seat.partnershipId)).toBeNull();
  });

  test('are kept as a hash: neither the link nor its secret is in the row', async () => {
    const { id, link, secret } = await invited();
    expect(link).toMatch(/^http:\/\/koinon\.test\/invite\/[\w-]{43}$/);
    expect(JSON.stringify(await db().invitation.findUniqueOrThrow({ where: { id } }))).not.toContain(secret);
  });

  test('end after 14 days, when withdrawn, and when the partnership is closed', async () => {
    const person = await buildPerson();
    const expired = await invited();
    const row = await db().invitation.findUniqueOrThrow({ where: { id: expired.id } });
    expect(Math.round((row.expiresAt.getTime() - row.createdAt.getTime()) / DAY)).toBe(14);
    await db().invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const withdrawn = await invited();
    await withdrawInvitation(withdrawn.person, withdrawn.seat.partnershipId, withdrawn.id);
    const closed = await invited();
    await db().partnership.update({ where: { id: closed.seat.partnershipId }, data: { closedAt: new Date() } });
    for (const { secret } of [expired, withdrawn, closed]) {
      expect(await findInvitation(secret)).toBeNull();
      expect(await acceptInvitation(person.userId, secret)).toBeNull();
    }
    expect(await findInvitation(undefined)).toBeNull();
    expect(await findInvitation('no-such-secret')).toBeNull();
    expect(await withdrawInvitation(withdrawn.person, withdrawn.seat.partnershipId, withdrawn.id)).toBe(false);
  });

  test('withdrawn after somebody accepted it changes nothing, and says so', async () => {
    const { person, seat, id, secret } = await invited();
    const guest = await buildPerson();
    await acceptInvitation(guest.userId, secret);
    expect(await withdrawInvitation(person, seat.partnershipId, id)).toBe(false);
    expect(await seatFor(guest.userId, seat.partnershipId)).not.toBeNull();
  });

  test('are told to the partnership by their organisation, without name or address', async () => {
    const { person, seat, id } = await invited({ name: 'Ελένη', email: 'eleni@volos.example' });
    await withdrawInvitation(person, seat.partnershipId, id);
    const changes = await db().change.findMany({ where: { subjectId: id }, orderBy: { at: 'asc' } });
    const { name } = await db().organisation.findUniqueOrThrow({ where: { id: seat.organisationId } });
    expect(changes.map(({ action, subjectTitle }) => [action, subjectTitle])).toEqual([
      ['invitation.made', name],
      ['invitation.withdrawn', name],
    ]);
  });

  test('add roles to a seat that is there already', async () => {
    const { person, seat, secret } = await invited({ grants: readGrants('coordinator,editor') });
    await acceptInvitation(person.userId, secret);
    expect((await seatFor(person.userId, seat.partnershipId))?.grants.map(({ role }) => role)).toEqual(['coordinator', 'editor']);
  });

  test('are mailed when an address is given, in the language chosen', async () => {
    const { link } = await invited({ email: 'eleni@patra.example' });
    const mail = await db().mail.findFirstOrThrow({ where: { toAddress: 'eleni@patra.example' } });
    expect(mail).toMatchObject({ kind: 'invitation', language: 'el', link: link.replace('http://koinon.test', mailOrigin()) });
    expect(mail.subject).toMatch(/^Πρόσκληση/);
  });

  test('look the same whether the address has an account or not', async () => {
    const known = await buildPerson();
    const [a, b] = [await invited({ email: known.email }), await invited({ email: 'nobody@nowhere.example' })];
    const shape = ({ ok, link }: { ok: boolean; link: string }) => ({ ok, length: link.length });
    expect(shape(a)).toEqual(shape(b));
    expect(Object.keys((await listInvitations(a.seat))[0] ?? {})).toEqual(Object.keys((await listInvitations(b.seat))[0] ?? {}));
  });

  const account = (email: string) =>
    ({ email, name: 'Guest', password: 'three blind mice', language: 'en', timeZone: 'Europe/Rome' }) as const;

  test('make an account for the address that they went to, whatever is sent', async () => {
    const { secret } = await invited({ email: 'invited@town.example' });
    const made = await acceptWithAccount(secret, account('victim@elsewhere.example'), '192.0.2.1');
    if (!made?.ok) throw new Error('refused');
    expect(await db().user.findUnique({ where: { id: made.userId } })).toMatchObject({ email: 'invited@town.example' });
    expect(await db().user.findUnique({ where: { email: 'victim@elsewhere.example' } })).toBeNull();
  });

  test('prove an address only where they went to it: one that was handed over makes an account whose holder only says the address', async () => {
    const [mailed, handed] = [await invited({ email: 'mailed@town.example' }), await invited()];
    await acceptWithAccount(mailed.secret, account('mailed@town.example'), '192.0.2.3');
    await acceptWithAccount(handed.secret, account('said@town.example'), '192.0.2.3');
    const proved = async (email: string) => !(await db().user.findUniqueOrThrow({ where: { email } })).emailUnproved;
    expect([await proved('mailed@town.example'), await proved('said@town.example')]).toEqual([true, false]);
  });

  test.each([
    'eleni@patra.example;',
    '‹eleni@patra.example>',
    'mailto:eleni@patra.example',
    'Ελένη <eleni@patra.example>',
    'eleni@patra.example.',
  ])('take an address as it is pasted: %s', (email) =>
    expect(readInvitation(posted({ email }))).toMatchObject({ ok: true, value: { email: 'eleni@patra.example' } }),
  );

  test('refuse an address with which nobody can make an account', () => {
    for (const email of ['a:b@patra.example', 'eleni@patra.example,nikos', `${'x'.repeat(300)}@patra.example`])
      expect(readInvitation(posted({ email })), email).toMatchObject({ ok: false, problems: { email: {} } });
  });

  test('of former versions, with an address as it was pasted, make an account for the address in it', async () => {
    const { secret } = await invited();
    await db().invitation.updateMany({ where: { tokenHash: hashSecret(secret) }, data: { email: 'volos@patra.example;' } });
    expect(await findInvitation(secret)).toMatchObject({ email: 'volos@patra.example' });
    // The page of a former version is still open: what its field holds cannot be changed.
    expect(await join(secret, { email: 'volos@patra.example;;' })).toMatchObject({ status: 302 });
    expect(await db().user.findUnique({ where: { email: 'volos@patra.example' } })).toMatchObject({ emailUnproved: false });
  });

  test('that name an address take no notice of the one that is posted', async () => {
    const { secret } = await invited({ email: 'fixed@patra.example' });
    expect(await join(secret, { email: 'no address at all' })).toMatchObject({ status: 302 });
    expect(await db().user.findUnique({ where: { email: 'fixed@patra.example' } })).not.toBeNull();
  });

  test('of former versions, with an address that cannot be read, let the holder say one', async () => {
    const { secret } = await invited();
    await db().invitation.updateMany({ where: { tokenHash: hashSecret(secret) }, data: { email: 'a:b@patra.example' } });
    expect(await findInvitation(secret)).toMatchObject({ email: '' });
    expect(await join(secret, { email: 'own@patra.example' })).toMatchObject({ status: 302 });
    expect(await db().user.findUnique({ where: { email: 'own@patra.example' } })).toMatchObject({ emailUnproved: true });
  });

  test('are no place to find out which addresses have accounts', async () => {
    const { secret } = await invited();
    const { email } = await buildPerson();
    const probe = () => acceptWithAccount(secret, account(email), '192.0.2.2');
    for (let i = 0; i < 5; i++) expect(await probe()).toEqual({ ok: false, errors: { email: 'email.taken' } });
    expect(await probe()).toEqual({ ok: false, errors: { email: 'email.limited' } });
    const other = await invited();
    expect(await acceptWithAccount(other.secret, account('free@town.example'), '192.0.2.2')).toMatchObject({ ok: true });
  });

  test('are made, seen and withdrawn by coordinators, for organisations of the partnership', async () => {
    const { seat, id } = await invited();
    const editor = await buildMember({ partnershipId: seat.partnershipId, roles: 'editor' });
    await refusal(invite(editor.person, seat.partnershipId, form(seat), ORIGIN));
    await refusal(withdrawInvitation(editor.person, seat.partnershipId, id));
    expect(await listInvitations(editor.seat)).toEqual([]);
    const other = await buildMember();
    expect(await withdrawInvitation(other.person, other.seat.partnershipId, id)).toBe(false);
    expect(await listInvitations(seat)).toMatchObject([{ id }]);
    const foreign = await invite(other.person, other.seat.partnershipId, form(seat), ORIGIN);
    expect(foreign).toMatchObject({ ok: false, field: 'organisationId' });
  });

  test('refuse roles that are none and addresses that are none', () => {
    const data = new FormData();
    data.set('organisationId', 'o');
    data.set('language', 'el');
    data.set('email', 'eleni at patra');
    expect(readInvitation(data)).toEqual({ ok: false, problems: { grants: { reason: 'required' }, email: { reason: 'not-an-address' } } });
    data.set('grants', 'emperor');
    data.set('email', '');
    expect(readInvitation(data)).toEqual({ ok: false, problems: { grants: { reason: 'not-a-choice' } } });
    data.set('grants', 'observer');
    expect(readInvitation(data)).toMatchObject({ ok: true, value: { grants: [{ role: 'observer', language: '' }], email: '' } });
    data.delete('organisationId');
    expect(readSeat(data)).toEqual({ ok: false, problems: { organisationId: { reason: 'required' } } });
  });
});

describe('seats', () => {
  test('whoever is removed loses the seat and its sockets; whoever gets other roles is judged anew', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const member = await buildMember({ partnershipId: p, roles: 'editor' });
    const other = await buildOrganisation({ partnershipId: p });
    await changeSeat(person, p, member.seat.memberId, { organisationId: other.id, grants: readGrants('observer,reviewer:de') });
    expect(await seatFor(member.person.userId, p)).toMatchObject({ organisationId: other.id, grants: readGrants('reviewer:de,observer') });
    expect(revoked().at(-1)).toEqual({ match: { userId: member.person.userId, partnershipId: p }, code: Close.restarting });
    expect(await removeMember(person, p, member.seat.memberId)).toMatchObject({ ok: true });
    expect(await seatFor(member.person.userId, p)).toBeNull();
    expect(revoked().at(-1)).toEqual({ match: { userId: member.person.userId, partnershipId: p }, code: Close.accessLost });
  });

  test.each([
    ['is removed', (by, p, { memberId }) => removeMember(by, p, memberId)],
    ['leaves', (_, p, __, self) => leave(self, p)],
    [
      'coordinates no longer',
      (by, p, { memberId, organisationId }) => changeSeat(by, p, memberId, { organisationId, grants: readGrants('editor') }),
    ],
    ['deletes the account', (_, __, ___, self) => db().$transaction((tx) => leaveAll(tx, self, []))],
  ] as [string, (by: Person, partnershipId: string, seat: Seat, self: Person) => Promise<unknown>][])(
    'whoever %s loses the open invitations made before: no way back in by a link of one’s own',
    async (_, lose) => {
      const { person, seat, secret } = await invited({ grants: readGrants('coordinator') });
      const other = await buildMember({ partnershipId: seat.partnershipId });
      const kept = await invite(other.person, seat.partnershipId, form(seat), ORIGIN);
      await lose(other.person, seat.partnershipId, seat, person);
      expect(await findInvitation(secret)).toBeNull();
      expect(await acceptInvitation(person.userId, secret)).toBeNull();
      expect(await listInvitations(other.seat)).toMatchObject([{ id: kept.ok ? kept.id : '', inviter: other.person.name }]);
    },
  );

  test('a coordinator who stays one keeps the open invitations', async () => {
    const { person, seat, secret } = await invited();
    const { memberId, organisationId } = seat;
    await changeSeat(person, seat.partnershipId, memberId, { organisationId, grants: readGrants('coordinator,editor') });
    expect(await findInvitation(secret)).not.toBeNull();
  });

  test('a member leaves by itself', async () => {
    const { seat } = await buildMember();
    const { person } = await buildMember({ partnershipId: seat.partnershipId, roles: 'observer' });
    expect(await leave(person, seat.partnershipId)).toMatchObject({ ok: true });
    expect(await seatFor(person.userId, seat.partnershipId)).toBeNull();
    await refusal(leave(person, seat.partnershipId));
  });

  test('the last coordinator stays, also when two leave at the same moment', async () => {
    const one = await buildMember();
    const p = one.seat.partnershipId;
    const grants = readGrants('editor');
    await buildMember({ partnershipId: p, roles: 'editor' });
    const last = { ok: false, problem: { reason: 'last-coordinator' } };
    expect(await leave(one.person, p)).toMatchObject(last);
    expect(await changeSeat(one.person, p, one.seat.memberId, { organisationId: one.seat.organisationId, grants })).toMatchObject(last);
    const two = await buildMember({ partnershipId: p });
    const outcomes = await Promise.all([leave(one.person, p), leave(two.person, p)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().memberRole.count({ where: { partnershipId: p, role: 'coordinator' } })).toBe(1);
  });

  test('the last coordinator goes where nobody is left behind, and where the host has closed', async () => {
    const alone = await buildMember();
    expect(await leave(alone.person, alone.seat.partnershipId)).toMatchObject({ ok: true });
    const closed = await buildMember();
    const p = closed.seat.partnershipId;
    await buildMember({ partnershipId: p, roles: 'editor' });
    await db().partnership.update({ where: { id: p }, data: { closedAt: new Date() } });
    expect(await leave(closed.person, p)).toMatchObject({ ok: true });
  });

  test('others and other partnerships change nothing', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const editor = await buildMember({ partnershipId: p, roles: 'editor' });
    const stranger = await buildMember();
    const form = { organisationId: seat.organisationId, grants: readGrants('coordinator') };
    await refusal(changeSeat(editor.person, p, editor.seat.memberId, form));
    await refusal(removeMember(editor.person, p, seat.memberId));
    await refusal(removeMember(stranger.person, p, editor.seat.memberId));
    // Like the seat of somebody who has just left.
    const gone = { ok: false, problem: { reason: 'removed-meanwhile' } };
    expect(await removeMember(person, p, stranger.seat.memberId)).toMatchObject(gone);
    expect(await changeSeat(person, p, stranger.seat.memberId, form)).toMatchObject(gone);
    expect(await seatFor(stranger.person.userId, stranger.seat.partnershipId)).not.toBeNull();
    expect(await changeSeat(person, p, editor.seat.memberId, { ...form, organisationId: stranger.seat.organisationId })).toMatchObject({
      ok: false,
      field: 'organisationId',
    });
    expect(await listMembers(seat)).toHaveLength(2);
  });

  test('a closed partnership changes no seat but lets people leave', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const member = await buildMember({ partnershipId: p, roles: 'editor' });
    await db().partnership.update({ where: { id: p }, data: { closedAt: new Date() } });
    await refusal(removeMember(person, p, member.seat.memberId));
    await refusal(invite(person, p, form(seat), ORIGIN));
    expect(await leave(member.person, p)).toMatchObject({ ok: true });
    expect((await buildPartnership()).closedAt).toBeNull();
  });

  test('the list of members has names and organisations, and no addresses', async () => {
    const { person, seat } = await buildMember();
    const [row] = await listMembers(seat);
    expect(row).toMatchObject({ name: person.name, isMe: true, organisation: { id: seat.organisationId } });
    expect(JSON.stringify(row)).not.toContain(person.email);
  });
});
