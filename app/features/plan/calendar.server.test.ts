import { expect, test } from 'vitest';
import type { Read } from '~/features/partnerships/problems';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { dayKey, writeWorkdays } from './calendar';
import {
  addDayOff,
  bringBackDay,
  calendarPage,
  countriesFor,
  holidaysIn,
  planCalendar,
  removeDayOff,
  saveWorkdays,
} from './calendar.server';
import { readDay, readWeekdays } from './calendar-forms.server';
import { planFacts } from './facts.server';

const NOW = new Date('2026-06-01T12:00:00Z');

async function buildConsortium() {
  const coordinator = await buildMember();
  const { partnershipId } = coordinator.seat;
  await buildOrganisation({ partnershipId, country: 'DE' });
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-04-01', endDate: '2027-03-31' } });
  return { partnershipId, coordinator };
}

const off = async (seat: { partnershipId: string }) => holidaysIn(await planCalendar(seat)).map(dayKey);

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const text of [value].flat()) form.append(name, text);
  return form;
}

function taken<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(`The form was refused: ${JSON.stringify(read.problems)}`);
  return read.value;
}

test('the facts of a plan have the holidays of its countries, from its first year to its last', async () => {
  const { coordinator } = await buildConsortium();
  const { holidays, workdays } = await planFacts(coordinator.seat);
  expect(writeWorkdays(workdays)).toBe('1111100');
  expect([...new Set(holidays.map(({ country }) => country))].sort()).toEqual(['CY', 'DE']);
  expect([...new Set(holidays.map(({ date }) => date.slice(0, 4)))]).toEqual(['2026', '2027']);
  // The working language is English.
  expect(holidays).toContainEqual({ date: '2026-02-23', country: 'CY', name: 'Green Monday' });
});

test('a day of the source is taken away and brought back, and open pages are told', async () => {
  const { partnershipId, coordinator } = await buildConsortium();
  const key = '2026-10-03-DE';
  expect(await off(coordinator.seat)).toContain(key);
  expect(await removeDayOff(coordinator.person, partnershipId, key)).toBe(true);
  expect(await off(coordinator.seat)).not.toContain(key);
  expect((await calendarPage(coordinator.seat, '2026', NOW)).days.find((day) => dayKey(day) === key)?.is).toBe('removed');
  // Somebody else was first.
  expect(await removeDayOff(coordinator.person, partnershipId, key)).toBe(false);
  expect(await bringBackDay(coordinator.person, partnershipId, key)).toBe(true);
  expect(await bringBackDay(coordinator.person, partnershipId, key)).toBe(false);
  expect(await off(coordinator.seat)).toContain(key);
  const changes = await db().change.findMany({ where: { partnershipId, subjectType: 'plan' } });
  expect(changes.map(({ action }) => action)).toEqual(['plan.days-changed', 'plan.days-changed']);
});

test('a day is added for one country or everywhere, given another name, and removed', async () => {
  const { partnershipId, coordinator } = await buildConsortium();
  const countries = await countriesFor(coordinator.seat);
  const add = (fields: Record<string, string>) => addDayOff(coordinator.person, partnershipId, taken(readDay(formOf(fields), countries)));
  await add({ date: '24/12/2026', name: 'Offices closed', country: 'none' });
  await add({ date: '31 October 2026', name: 'Reformation Day (Leipzig)', country: 'DE' });
  await add({ date: '2026-10-03', name: 'Unity', country: 'DE' });
  const days = holidaysIn(await planCalendar(coordinator.seat));
  expect(days).toContainEqual({ date: '2026-12-24', country: '', name: 'Offices closed' });
  expect(days).toContainEqual({ date: '2026-10-31', country: 'DE', name: 'Reformation Day (Leipzig)' });
  expect(days.filter(({ date }) => date === '2026-10-03')).toEqual([{ date: '2026-10-03', country: 'DE', name: 'Unity' }]);
  expect((await calendarPage(coordinator.seat, '2026', NOW)).shared).toContain('2026-12-24');
  await removeDayOff(coordinator.person, partnershipId, '2026-12-24');
  await removeDayOff(coordinator.person, partnershipId, '2026-10-03-DE');
  expect(await off(coordinator.seat)).not.toContain('2026-12-24');
  expect(await off(coordinator.seat)).not.toContain('2026-10-03-DE');
  // What was ours is gone, what is the source's can come back.
  expect(
    await db().planHoliday.findMany({ where: { partnershipId }, select: { date: true, removed: true }, orderBy: { date: 'asc' } }),
  ).toEqual([
    { date: '2026-10-03', removed: true },
    { date: '2026-10-31', removed: false },
  ]);
});

test('the working week is saved, and not over what somebody else saved meanwhile', async () => {
  const { partnershipId, coordinator } = await buildConsortium();
  const week = (days: string[]) => taken(readWeekdays(formOf({ day: days }))).day;
  const save = (days: string[], seen: string) => saveWorkdays(coordinator.person, partnershipId, week(days), seen);
  expect(await save(['0', '1', '2', '3'], '1111100')).toEqual({ ok: true });
  expect(writeWorkdays((await planFacts(coordinator.seat)).workdays)).toBe('1111000');
  const refused = await save(['0'], '1111100');
  expect(refused).toEqual({ ok: false, stored: [true, true, true, true, false, false, false] });
  expect(await save(['0', '6'], '1111000')).toEqual({ ok: true });
  // The same again is no change.
  expect(await save(['0', '6'], 'anything')).toEqual({ ok: true });
  expect(await db().change.count({ where: { partnershipId, subjectType: 'plan' } })).toBe(2);
});

test('forms: days that do not exist, countries that do not take part, a week without work', async () => {
  const problems = (fields: Record<string, string>) => {
    const read = readDay(formOf(fields), ['CY', 'DE']);
    return read.ok ? null : Object.fromEntries(Object.entries(read.problems).map(([field, problem]) => [field, problem?.reason]));
  };
  expect(problems({ date: '31/04/2026', name: 'A', country: 'CY' })).toEqual({ date: 'days-in-month' });
  expect(problems({ date: '', name: ' ', country: 'PL' })).toEqual({ date: 'required', name: 'required', country: 'not-a-choice' });
  expect(problems({ date: '1.4.2026', name: 'A', country: 'CY' })).toBeNull();
  expect(readWeekdays(formOf({})).ok).toBe(false);
  expect(readWeekdays(formOf({ day: '7' })).ok).toBe(false);
});

test('only who decides changes days; for others, and in a closed partnership, it is a 404', async () => {
  const { partnershipId, coordinator } = await buildConsortium();
  const editor = await buildMember({ partnershipId, roles: 'editor' });
  const stranger = await buildMember();
  const day = { date: '2026-12-24', country: '', name: 'Closed' };
  const attempts = (person: typeof editor.person) => [
    saveWorkdays(person, partnershipId, [true, false, false, false, false, false, false], '1111100'),
    addDayOff(person, partnershipId, day),
    removeDayOff(person, partnershipId, '2026-10-03-DE'),
    bringBackDay(person, partnershipId, '2026-10-03-DE'),
  ];
  const all404 = async (person: typeof editor.person) => {
    for (const result of await Promise.allSettled(attempts(person)))
      expect(result).toMatchObject({ status: 'rejected', reason: { status: 404 } });
  };
  await all404(editor.person);
  await all404(stranger.person);
  await db().partnership.update({ where: { id: partnershipId }, data: { closedAt: new Date() } });
  await all404(coordinator.person);
  expect(await db().planHoliday.count({ where: { partnershipId } })).toBe(0);
});

test('days of another partnership are not touched', async () => {
  const [one, other] = [await buildConsortium(), await buildConsortium()];
  const day = { date: '2026-12-24', country: '', name: 'Closed' };
  await addDayOff(one.coordinator.person, one.partnershipId, day);
  expect(await removeDayOff(other.coordinator.person, other.partnershipId, dayKey(day))).toBe(false);
  expect(await off(one.coordinator.seat)).toContain(dayKey(day));
  expect(await off(other.coordinator.seat)).not.toContain(dayKey(day));
  await addDayOff(other.coordinator.person, other.partnershipId, { ...day, name: 'Ours' });
  expect(await removeDayOff(other.coordinator.person, other.partnershipId, dayKey(day))).toBe(true);
  expect(holidaysIn(await planCalendar(one.coordinator.seat))).toContainEqual(day);
});

test('two who take the same day away at once leave one row', async () => {
  const { partnershipId, coordinator } = await buildConsortium();
  const results = await Promise.all([1, 2, 3].map(() => removeDayOff(coordinator.person, partnershipId, '2026-10-03-DE')));
  expect(results).toContain(true);
  expect(await db().planHoliday.count({ where: { partnershipId } })).toBe(1);
});
