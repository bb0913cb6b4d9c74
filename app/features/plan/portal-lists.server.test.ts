import { expect, test } from 'vitest';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { portalLimits } from './portal-lists';
import { bringBackCode, leaveOutCode, portalCodes, portalListsPage, readCode, saveCode } from './portal-lists.server';

const codes = async (partnershipId: string) => (await portalCodes(partnershipId)).type.map(({ code }) => code);

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test('a partnership adds a code, renames a preset, leaves one out and brings it back; another has the presets', async () => {
  const { person, seat } = await buildMember();
  const { partnershipId } = seat;
  expect(await codes(partnershipId)).toEqual(['R', 'DEM', 'DEC', 'DATA', 'DMP', 'ETHICS', 'SECURITY', 'OTHER']);
  expect(await saveCode(person, partnershipId, { list: 'type', code: 'PILOT', label: 'Pilot' })).toBe(true);
  expect(await saveCode(person, partnershipId, { list: 'type', code: 'R', label: 'Report' })).toBe(true);
  expect(await leaveOutCode(person, partnershipId, 'type', 'DEM')).toBe(true);
  expect(await leaveOutCode(person, partnershipId, 'type', 'DEM')).toBe(false);
  expect(await codes(partnershipId)).toEqual(['R', 'DEC', 'DATA', 'DMP', 'ETHICS', 'SECURITY', 'OTHER', 'PILOT']);
  const page = await portalListsPage(partnershipId);
  expect(page.codes.type[0]).toEqual({ code: 'R', label: 'Report' });
  expect(page.leftOut).toEqual({ type: ['DEM'], level: [] });
  expect(await bringBackCode(person, partnershipId, 'type', 'DEM')).toBe(true);
  expect(await leaveOutCode(person, partnershipId, 'type', 'PILOT')).toBe(true);
  expect(await codes(partnershipId)).toEqual(['R', 'DEM', 'DEC', 'DATA', 'DMP', 'ETHICS', 'SECURITY', 'OTHER']);
  const changes = await db().change.findMany({ where: { partnershipId, subjectType: 'plan' } });
  expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(['plan.lists-changed']));
  expect(changes).toHaveLength(5);
  const other = await buildMember();
  expect((await portalCodes(other.seat.partnershipId)).type[0]).toEqual({ code: 'R', label: '' });
});

test('only who may decide changes them, and there is an end to them', async () => {
  const { person, seat } = await buildMember();
  const { partnershipId } = seat;
  const writer = await buildMember({ partnershipId, roles: 'editor' });
  const observer = await buildMember({ partnershipId, roles: 'observer' });
  const stranger = await buildMember();
  for (const one of [writer, observer, stranger]) {
    await expect(saveCode(one.person, partnershipId, { list: 'level', code: 'X', label: 'X' })).rejects.toMatchObject({ status: 404 });
    await expect(leaveOutCode(one.person, partnershipId, 'level', 'PU')).rejects.toMatchObject({ status: 404 });
    await expect(bringBackCode(one.person, partnershipId, 'level', 'PU')).rejects.toMatchObject({ status: 404 });
  }
  for (let index = 0; index < portalLimits.own; index += 1)
    expect(await saveCode(person, partnershipId, { list: 'level', code: `L${index}`, label: 'One' })).toBe(true);
  expect(await saveCode(person, partnershipId, { list: 'level', code: 'MORE', label: 'One' })).toBe(false);
  expect(await saveCode(person, partnershipId, { list: 'level', code: 'L1', label: 'Another name' })).toBe(true);
});

test('a code is letters and digits, whatever their case; what is none is said', () => {
  const read = (code: string) => readCode(formOf({ list: 'type', code, label: 'Name' }));
  expect(read(' r-ue/eu-r ')).toMatchObject({ ok: true, value: { code: 'R-UE/EU-R' } });
  expect(read('παρ')).toMatchObject({ ok: true, value: { code: 'ΠΑΡ' } });
  for (const wrong of ['a b', '-A', '<R>', 'R/']) expect(read(wrong)).toMatchObject({ problems: { code: { reason: 'not-a-code' } } });
  expect(readCode(formOf({ list: 'other', code: 'R', label: '' })).ok).toBe(false);
});
