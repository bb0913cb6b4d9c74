import { expect, test } from 'vitest';
import { buildPerson } from '~/features/accounts/testing';
import { services } from '~/kit/services.server';
import { Close } from '~/live/wire';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import { listForHost, setClosed } from './host.server';
import { isOnlyCoordinator, leave } from './members.server';
import { can } from './permissions';
import { requireSeat } from './queries.server';
import { buildMember } from './testing';

test('the host closes and opens partnerships, and sees names and sizes only', async () => {
  const host = await buildPerson({ isHost: true });
  const { person, seat } = await buildMember();
  await setClosed(host, seat.partnershipId, true);
  const row = (await listForHost(host)).find(({ id }) => id === seat.partnershipId);
  expect(row).toMatchObject({ closed: true, members: 1 });
  expect(Object.keys(row ?? {}).sort()).toEqual(['acronym', 'closed', 'createdAt', 'id', 'led', 'members']);
  expect(can(await requireSeat(person, seat.partnershipId), 'edit')).toBe(false);
  expect((services().sync as RecordingSync).revoked.at(-1)).toEqual({
    match: { partnershipId: seat.partnershipId },
    code: Close.restarting,
  });
  await setClosed(host, seat.partnershipId, false);
  expect(can(await requireSeat(person, seat.partnershipId), 'edit')).toBe(true);
  // Closing gives no seat.
  await expect(requireSeat(host, seat.partnershipId)).rejects.toMatchObject({ status: 404 });
});

test('nobody else closes anything, coordinators neither', async () => {
  const { person, seat } = await buildMember();
  await expect(setClosed(person, seat.partnershipId, true)).rejects.toMatchObject({ status: 404 });
  expect(await listForHost(person)).toEqual([]);
  await expect(setClosed(await buildPerson({ isHost: true }), 'nosuchpartnership', true)).rejects.toMatchObject({ status: 404 });
});

test('what the last coordinator left stays closed: nobody could let anyone in', async () => {
  const host = await buildPerson({ isHost: true });
  const { person, seat } = await buildMember();
  const editor = await buildMember({ partnershipId: seat.partnershipId, roles: 'editor' });
  await setClosed(host, seat.partnershipId, true);
  expect(await isOnlyCoordinator(seat)).toBe(true);
  expect(await leave(person, seat.partnershipId)).toMatchObject({ ok: true });
  expect((await listForHost(host)).find(({ id }) => id === seat.partnershipId)).toMatchObject({ closed: true, led: false });
  await expect(setClosed(host, seat.partnershipId, false)).rejects.toMatchObject({ status: 404 });
  expect(await requireSeat(editor.person, seat.partnershipId)).toMatchObject({ closed: true });
});

test('who leaves is told when there is no other coordinator', async () => {
  const { seat } = await buildMember();
  const editor = await buildMember({ partnershipId: seat.partnershipId, roles: 'editor' });
  expect([await isOnlyCoordinator(seat), await isOnlyCoordinator(editor.seat)]).toEqual([true, false]);
  await buildMember({ partnershipId: seat.partnershipId });
  expect(await isOnlyCoordinator(seat)).toBe(false);
});
