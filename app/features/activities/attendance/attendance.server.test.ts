import { describe, expect, test } from 'vitest';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import type { RecordingEvents } from '../../../../tests/setup/recording-events';
import { changeActivity, removeActivity, setState } from '../commands.server';
import { readListQuery } from '../forms.server';
import { openAttendance } from '../open.server';
import { getActivity, keepable, listActivities, whatHappens } from '../queries.server';
import { buildActivity, readFor } from '../testing';
import { decideSheet, saveSheet, setOtherPeople } from './commands.server';
import { type Cell, cellField } from './counts';
import { readSheet, readSheetDeed, type SheetForm } from './forms.server';
import { amountsOf, tellNumbersAgain } from './numbers.server';
import { attendanceOf } from './queries.server';
import { readRules, rulesOf, setRules } from './rules.server';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);
const F = (count: number, age = '18-60'): Cell => ({ sex: 'F', age, count });
const M = (count: number, age = '18-60'): Cell => ({ sex: 'M', age, count });

const sheet = (cells: Cell[], overrides: Partial<SheetForm> = {}): SheetForm => ({
  ...{ id: newId(), day: '2027-05-12', method: 'headCount', bands: 'amif', note: '', submit: true, seen: 0 },
  cells,
  ...overrides,
});

/** A coordinator in one organisation, and an activity of another, which a facilitator there counts. */
async function begun(overrides: Record<string, string> = {}) {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town' });
  const club = await buildOrganisation({ partnershipId, name: 'Club' });
  const member = (roles: string, organisationId: string) => buildMember({ partnershipId, organisationId, roles });
  const fay = await member('facilitator', town.id);
  const id = await buildActivity(fay.seat, { coOrganisers: club.id, ...overrides });
  const count = (form: SheetForm, who = fay) => saveSheet(who.person, partnershipId, id, form);
  const seenBy = async ({ person }: { person: typeof anna.person }) => attendanceOf(person, partnershipId, id);
  return { anna, fay, partnershipId, town, club, member, id, count, seenBy };
}

describe('counting', () => {
  test('is for those who plan, in the organisations that organise it', async () => {
    const { anna, partnershipId, town, club, member, id } = await begun();
    const elsewhere = await buildOrganisation({ partnershipId });
    for (const [who, may] of [
      [await member('facilitator', town.id), true],
      [await member('editor', club.id), true],
      [await member('observer', town.id), false],
      [await member('editor', elsewhere.id), false],
      [anna, false],
      [await buildMember(), false],
    ] as const)
      expect(await status(saveSheet(who.person, partnershipId, id, sheet([F(3)])))).toBe(may ? 200 : 404);
  });

  test('sent twice it is one; of two who change it the second hears of the first', async () => {
    const { count, id, fay, seenBy } = await begun();
    const first = sheet([F(12), M(7)]);
    expect(await count(first)).toEqual({ ok: true });
    expect(await count(first)).toEqual({ ok: true });
    expect(await db().attendanceSheet.count({ where: { activityId: id } })).toBe(1);
    expect((await seenBy(fay)).numbers).toMatchObject({ people: 19, exact: true });
    expect(await count({ ...first, cells: [F(13), M(7)], seen: 1 })).toEqual({ ok: true });
    expect(await count({ ...first, cells: [F(11), M(7)], seen: 1 })).toMatchObject({ ok: false });
    expect((await seenBy(fay)).numbers).toMatchObject({ people: 20 });
  });

  test('an id that another organisation has used opens nothing', async () => {
    const { count, club, member } = await begun();
    const first = sheet([F(12)]);
    await count(first);
    expect(await status(count({ ...first, seen: 1 }, await member('editor', club.id)))).toBe(404);
  });

  test('of two who save one sheet in the same moment the second hears of the first; sent twice in the same moment it is one', async () => {
    const { fay, count, seenBy } = await begun();
    for (let turn = 0; turn < 5; turn += 1) {
      const first = sheet([F(20 + turn)]);
      expect(await Promise.all([count(first), count(first)])).toEqual([{ ok: true }, { ok: true }]);
      const both = await Promise.all([7, 8].map((men) => count({ ...first, cells: [F(20 + turn), M(men)], seen: 1 })));
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both).toContainEqual({ ok: false, problems: { '': 'problem.countedMeanwhile' } });
      expect((await seenBy(fay)).sheets.find(({ id }) => id === first.id)).toMatchObject({ version: 2 });
    }
  });

  test('two organisations that hand in at the same moment are both counted', async () => {
    const { fay, club, id, member, count } = await begun();
    const cara = await member('editor', club.id);
    for (let turn = 1; turn <= 5; turn += 1) {
      await Promise.all([count(sheet([F(20)])), count(sheet([F(30)]), cara)]);
      const { people, countedBy } = await db().activity.findUniqueOrThrow({ where: { id } });
      expect(people).toBe(turn * 50);
      expect(countedBy.split(',')).toEqual([fay.seat.organisationId, club.id].sort());
    }
  });

  test('a sheet that a colleague took out while it was changed is not there again unsaid', async () => {
    const { fay, partnershipId, id, count, seenBy } = await begun();
    const first = sheet([F(20)]);
    await count(first);
    await decideSheet(fay.person, partnershipId, id, { what: 'remove', sheet: first.id, seen: 1 });
    expect(await count({ ...first, cells: [F(21)], seen: 1 })).toEqual({ ok: false, problems: { '': 'problem.countedMeanwhile' } });
    expect((await seenBy(fay)).sheets).toEqual([]);
    expect(await count({ ...first, cells: [F(21)], seen: 0 })).toEqual({ ok: true });
  });

  test('who counted stays among the organisers; of a draft nobody is told by that either', async () => {
    const { anna, fay, partnershipId, club, id, member, count } = await begun();
    const cara = await member('editor', club.id);
    const alone = async () => {
      const { version } = await getActivity(anna.person, partnershipId, id);
      return changeActivity(anna.person, partnershipId, id, await readFor(fay.seat, { coOrganisers: '' }), version);
    };
    const mine = sheet([F(20)]);
    await count(mine, cara);
    expect(await alone()).toEqual({ ok: false, problems: { coOrganisers: 'problem.coOrganiserCounted' } });
    await decideSheet(cara.person, partnershipId, id, { what: 'remove', sheet: mine.id, seen: 1 });
    await count(sheet([F(20)], { submit: false }), cara);
    expect(await alone()).toMatchObject({ ok: true });
  });

  test('drafts count for nobody, and nobody else sees them', async () => {
    const { anna, fay, count, seenBy } = await begun();
    await count(sheet([F(30)], { submit: false }));
    expect(await seenBy(fay)).toMatchObject({ numbers: { people: null }, sheets: [{ state: 'draft', counted: { total: 30 } }] });
    expect(await seenBy(anna)).toMatchObject({ numbers: { people: null }, sheets: [] });
  });

  test('what was approved stays, until a coordinator gives it back with a reason', async () => {
    const { anna, fay, partnershipId, id, count, seenBy } = await begun();
    const first = sheet([F(12), M(7)]);
    await count(first);
    const decide = (who: typeof anna, deed: Parameters<typeof decideSheet>[3]) => decideSheet(who.person, partnershipId, id, deed);
    expect(await status(decide(fay, { what: 'approve', sheet: first.id, seen: 1 }))).toBe(404);
    expect(await decide(anna, { what: 'approve', sheet: first.id, seen: 1 })).toEqual({ ok: true });
    expect(await decide(anna, { what: 'approve', sheet: first.id, seen: 1 })).toEqual({ ok: true });
    const approvals = () => db().change.count({ where: { partnershipId, action: 'activity.approved' } });
    expect(await approvals()).toBe(1);
    expect(await count({ ...first, cells: [F(1)], seen: 2 })).toMatchObject({ ok: false, problems: { '': 'problem.approved' } });
    expect(await decide(fay, { what: 'remove', sheet: first.id, seen: 2 })).toMatchObject({ ok: false });
    expect(await decide(anna, { what: 'return', sheet: first.id, seen: 2, comment: '' })).toMatchObject({ ok: false });
    expect(await decide(anna, { what: 'return', sheet: first.id, seen: 2, comment: 'Which day?' })).toEqual({ ok: true });
    expect(await seenBy(fay)).toMatchObject({ numbers: { people: null }, sheets: [{ state: 'returned', comment: 'Which day?' }] });
    expect(await count({ ...first, cells: [F(12), M(8)], seen: 3 })).toEqual({ ok: true });
    expect(await seenBy(fay)).toMatchObject({ numbers: { people: 20 }, sheets: [{ state: 'submitted' }] });
    expect(await decide(fay, { what: 'remove', sheet: first.id, seen: 4 })).toEqual({ ok: true });
    expect((await seenBy(fay)).sheets).toEqual([]);
  });

  test('is decided about as it was seen: what was changed since is neither approved, given back nor taken out', async () => {
    const { anna, fay, partnershipId, id, count, seenBy } = await begun();
    const first = sheet([F(20)]);
    await count(first);
    await count({ ...first, cells: [F(200)], seen: 1 });
    const decide = (who: typeof anna, fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ sheet: first.id, ...fields })) form.set(name, value);
      const deed = readSheetDeed(form);
      if (!deed) throw new Error('no deed');
      return decideSheet(who.person, partnershipId, id, deed);
    };
    const refused = { ok: false, problems: { '': 'problem.countedMeanwhile' } };
    for (const fields of [{ seen: '1' }, {}] as Record<string, string>[]) {
      expect(await decide(anna, { intent: 'approve', ...fields })).toEqual(refused);
      expect(await decide(anna, { intent: 'return', comment: 'Why?', ...fields })).toEqual(refused);
      expect(await decide(fay, { intent: 'remove', ...fields })).toEqual(refused);
    }
    expect(await seenBy(fay)).toMatchObject({ sheets: [{ state: 'submitted', version: 2, counted: { total: 200 } }] });
    expect(await decide(anna, { intent: 'approve', seen: '2' })).toEqual({ ok: true });
    // Pressed twice it has happened once.
    expect(await decide(anna, { intent: 'approve', seen: '2' })).toEqual({ ok: true });
  });

  test('what is taken out is told to those whose sums become smaller, a draft to nobody', async () => {
    const { fay, partnershipId, town, club, id, count } = await begun({ restriction: 'minors' });
    const [draft, handed] = [sheet([F(30)], { submit: false }), sheet([F(20)])];
    await count(draft);
    await count(handed);
    const { told } = services().events as RecordingEvents;
    const remove = async (one: SheetForm) => {
      told.splice(0);
      await decideSheet(fay.person, partnershipId, id, { what: 'remove', sheet: one.id, seen: 1 });
      return told.flatMap(({ audiences }) => audiences).sort();
    };
    expect(await remove(draft)).toEqual([]);
    const organisers = [club, town].map((one) => `${partnershipId}/organisation/${one.id}`);
    expect(await remove(handed)).toEqual([`${partnershipId}/coordinators`, ...organisers].sort());
    expect(await db().change.count({ where: { partnershipId, action: 'activity.uncounted', organisationId: town.id } })).toBe(1);
  });

  test('a device keeps the page of what its owner counts at, and of nothing that not everybody may see', async () => {
    const { anna, fay, partnershipId, club, member, id } = await begun();
    const secret = await buildActivity(fay.seat, { restriction: 'minors' });
    const seats = [fay, anna, await member('editor', club.id), await member('observer', club.id)];
    const kept = () => Promise.all(seats.map(({ seat }) => keepable(seat, [id, secret, 'unknown\0'])));
    expect(await kept()).toEqual([[id], [], [id], []]);
    const other = await buildMember();
    expect(await keepable(other.seat, [id])).toEqual([]);
    await db().activity.update({ where: { id, partnershipId }, data: { restriction: 'trafficking' } });
    expect(await kept()).toEqual([[], [], [], []]);
  });

  test('nothing is counted for an activity that was removed', async () => {
    const { fay, partnershipId, id, count } = await begun();
    await removeActivity(fay.person, partnershipId, id, true);
    expect(await status(count(sheet([F(12)])))).toBe(404);
  });
});

test('attendance is open in a period until it is approved; of drafts nobody is told', async () => {
  const { anna, partnershipId, id, count } = await begun();
  const open = async (first: string, last: string) => openAttendance(db(), partnershipId, { first, last });
  const form = sheet([F(12)]);
  await count({ ...form, submit: false });
  expect(await open('2027-05-01', '2027-05-31')).toEqual([]);
  await count({ ...form, seen: 1 });
  const found = await open('2027-05-12', '2027-05-12');
  expect(found).toMatchObject([
    { problem: 'problem.missingAttendance', elsewhere: { path: `/p/${partnershipId}/activities/${id}/attendance` } },
  ]);
  expect(await open('2027-05-13', '2027-12-31')).toEqual([]);
  expect(await openAttendance(db(), (await buildMember()).seat.partnershipId, { first: '2027-01-01', last: '2027-12-31' })).toEqual([]);
  await decideSheet(anna.person, partnershipId, id, { what: 'return', sheet: form.id, seen: 2, comment: 'Of which day?' });
  expect(await open('2027-05-01', '2027-05-31')).toHaveLength(1);
  await count({ ...form, seen: 3 });
  await decideSheet(anna.person, partnershipId, id, { what: 'approve', sheet: form.id, seen: 4 });
  expect(await open('2027-05-01', '2027-05-31')).toEqual([]);
});

describe('what others are told', () => {
  test('of few people no number, in no list, on no page, in no sum', async () => {
    const { anna, fay, partnershipId, id, count, seenBy } = await begun();
    await count(sheet([F(3)]));
    await setState(fay.person, partnershipId, id, 'held');
    const { startsAt } = await db().activity.findUniqueOrThrow({ where: { id } });
    const asked = { country: '', zone: 'UTC', now: startsAt };
    const few = { people: null, few: 5, leftOut: 1, exact: false };
    expect((await listActivities(anna.seat, readListQuery(new URLSearchParams()))).activities).toMatchObject([{ numbers: few }]);
    expect(await getActivity(anna.person, partnershipId, id)).toMatchObject({ numbers: few });
    expect(await seenBy(anna)).toMatchObject({ numbers: few, told: [], sheets: [{ counted: null, comment: '' }] });
    expect(await whatHappens(anna.seat, asked)).toMatchObject({ held: 1, participants: 0, leftOut: 1 });
    expect(await whatHappens(fay.seat, asked)).toMatchObject({ held: 1, participants: 3, leftOut: 0 });
    // Who walks by a screen of theirs is told no more than others.
    expect(await whatHappens(fay.seat, { ...asked, screen: true })).toMatchObject({ held: 1, participants: 0, leftOut: 1 });
    for (const page of [await seenBy(anna), await getActivity(anna.person, partnershipId, id)])
      expect(JSON.stringify(page)).not.toMatch(/"(total|people|count|heldParticipants)":3\b/);
  });

  test('parts that are too small stand together, each sheet by itself is not told', async () => {
    const { anna, count, seenBy } = await begun();
    await count(sheet([F(12), M(7, '0-17'), { sex: 'X', age: '61-', count: 2 }]));
    const page = await seenBy(anna);
    expect(page.numbers).toEqual({ people: 21, few: null, leftOut: 0, exact: false });
    expect(page.told[0]?.numbers.by.sex).toEqual({ parts: { F: 12 }, rest: 9, hidden: ['M', 'NS', 'X'] });
    expect(page.told[0]?.numbers.by.age).toEqual({ parts: { '18-60': 12 }, rest: 9, hidden: ['0-17', '61-', 'NS'] });
    expect(page.sheets[0]?.counted).toBeNull();
  });

  test('one person more is told to nobody; five more are', async () => {
    const { anna, fay, count, seenBy } = await begun();
    const first = sheet([F(12), M(8)]);
    await count(first);
    expect((await seenBy(anna)).numbers.people).toBe(20);
    await count({ ...first, cells: [F(13), M(8)], seen: 1 });
    expect((await seenBy(anna)).numbers.people).toBe(20);
    expect((await seenBy(fay)).numbers.people).toBe(21);
    await count(sheet([F(6)], { day: '2027-05-12' }));
    expect((await seenBy(anna)).numbers.people).toBe(27);
  });

  test('what was taken back and counted anew is not told as one person more either', async () => {
    const { anna, fay, partnershipId, id, count, seenBy } = await begun();
    const first = sheet([F(12), M(8)]);
    await count(first);
    await decideSheet(fay.person, partnershipId, id, { what: 'remove', sheet: first.id, seen: 1 });
    expect((await seenBy(anna)).numbers.people).toBeNull();
    await count(sheet([F(13), M(8)]));
    expect((await seenBy(anna)).numbers.people).toBe(20);
  });

  test('of several who count each is told by itself: nobody subtracts their own from a number for all', async () => {
    const { anna, fay, club, member, count, seenBy } = await begun();
    const cara = await member('editor', club.id);
    await count(sheet([F(12), M(7)]));
    await count(sheet([F(2)]), cara);
    for (const who of [anna, fay, cara]) {
      const page = await seenBy(who);
      expect(page.numbers).toEqual({ people: 19, few: 5, leftOut: 1, exact: false });
      expect(page.told.map(({ name, numbers }) => [name, numbers.total])).toEqual([['Town', 19]]);
    }
    await count(sheet([F(6)]), cara);
    const page = await seenBy(fay);
    expect(page.numbers).toMatchObject({ people: 27, leftOut: 0 });
    expect(page.told.map(({ name, numbers }) => [name, numbers.total]).sort()).toEqual([
      ['Club', 8],
      ['Town', 19],
    ]);
  });

  test('an activity is not handed over with numbers that others must not see', async () => {
    const { anna, fay, partnershipId, club } = await begun();
    const id = await buildActivity(fay.seat, { heldParticipants: '3', 'workshop.askedAtEnd': '3' }, 'workshop');
    const handOver = async (who: typeof fay, fields: Record<string, string>) => {
      const { version } = await db().activity.findUniqueOrThrow({ where: { id } });
      const form = await readFor(who.seat, { title: 'Evening', organisationId: club.id, ...fields }, 'workshop');
      return changeActivity(who.person, partnershipId, id, form, version);
    };
    const refused = { ok: false, problems: { organisationId: 'problem.organiserCounted' } };
    expect(await handOver(anna, { heldParticipants: '' })).toEqual(refused);
    expect(await handOver(fay, { heldParticipants: '3' })).toEqual(refused);
    expect(await handOver(fay, { heldParticipants: '', 'workshop.askedAtEnd': '3' })).toEqual(refused);
    expect(await handOver(fay, { heldParticipants: '' })).toMatchObject({ ok: true });
    expect(await getActivity(fay.person, partnershipId, id)).toMatchObject({ numbers: { people: null, leftOut: 0 } });
  });

  test('who comes every day is counted once, and with each day as a day; others every day are added up', async () => {
    const { fay, partnershipId, id, count, seenBy } = await begun({ endDate: '14/5/2027' });
    const kept = async () => {
      const row = await db().activity.findUniqueOrThrow({ where: { id } });
      return [amountsOf(row, fay.seat.organisationId).days().amount, amountsOf(row, null).days().amount];
    };
    await count(sheet([F(6), M(6)]));
    // Counted once, for all three days.
    expect((await seenBy(fay)).numbers.people).toBe(12);
    expect(await kept()).toEqual([36, 36]);
    await count(sheet([F(11), M(6)], { day: '2027-05-13' }));
    await count(sheet([F(9), M(6)], { day: '2027-05-14' }));
    expect((await seenBy(fay)).numbers.people).toBe(17);
    expect(await kept()).toEqual([44, 44]);
    expect(await setOtherPeople(fay.person, partnershipId, id, true)).toEqual({ ok: true });
    expect((await seenBy(fay)).numbers.people).toBe(44);
    expect(await kept()).toEqual([44, 44]);
    // A day of few people is told to nobody, nor a sum that gives it back.
    await count(sheet([F(2)], { day: '2027-05-14' }));
    await db().attendanceSheet.deleteMany({ where: { activityId: id, day: '2027-05-14', total: 15 } });
    await setOtherPeople(fay.person, partnershipId, id, false);
    expect(await kept()).toEqual([31, null]);
  });

  test('while people are told as before, the sum of their days does not say how many have come since', async () => {
    const { partnershipId, id, count } = await begun({ endDate: '16/5/2027' });
    const days = ['2027-05-12', '2027-05-13', '2027-05-14', '2027-05-15', '2027-05-16'].map((day) => sheet([F(20)], { day }));
    for (const one of days) await count(one);
    const told = async () => {
      const amounts = amountsOf(await db().activity.findUniqueOrThrow({ where: { id, partnershipId } }), null);
      return [amounts.people().amount, amounts.days().amount];
    };
    expect(await told()).toEqual([20, 100]);
    for (const one of days) await count({ ...one, cells: [F(21)], seen: 1 });
    expect(await told()).toEqual([20, 100]);
    for (const one of days) await count({ ...one, cells: [F(25)], seen: 2 });
    expect(await told()).toEqual([25, 125]);
  });

  test('a better title does not tell by the rules of today what was not told by those of then', async () => {
    const { anna, fay, partnershipId, club, id, count, seenBy } = await begun();
    await count(sheet([F(4)]));
    await setRules(anna.seat, { bands: 'amif', smallest: 3, byGroup: false, byCountry: false });
    const change = async (more: Record<string, string>) => {
      const { version } = await getActivity(fay.person, partnershipId, id);
      return changeActivity(fay.person, partnershipId, id, await readFor(fay.seat, { coOrganisers: club.id, ...more }), version);
    };
    expect(await change({ title: 'A better title' })).toMatchObject({ ok: true });
    expect((await seenBy(anna)).numbers).toMatchObject({ people: null, few: 5 });
    expect(await change({ endDate: '13/5/2027' })).toMatchObject({ ok: true });
    expect((await seenBy(anna)).numbers).toMatchObject({ people: 4 });
  });

  test('what a migration took away is told anew, and differs from what was told before by nothing or by enough', async () => {
    const { anna, fay, partnershipId, id, count, seenBy } = await begun();
    await count(sheet([F(13), M(8)]));
    const before = JSON.stringify({ [fay.seat.organisationId]: { people: [{ total: 20, by: {} }], days: [] } });
    await db().activity.update({ where: { id, partnershipId }, data: { told: '', toldBefore: before, parts: '' } });
    await tellNumbersAgain();
    expect((await seenBy(anna)).numbers.people).toBe(20);
    expect((await seenBy(fay)).numbers.people).toBe(21);
    const row = await db().activity.findUniqueOrThrow({ where: { id } });
    expect(amountsOf(row, fay.seat.organisationId).part('sex', 'F').amount).toBe(13);
  });

  test('of a restricted activity under ten are few', async () => {
    const { anna, count, seenBy } = await begun({ restriction: 'minors' });
    await count(sheet([F(7)]));
    expect((await seenBy(anna)).numbers).toMatchObject({ few: 10 });
  });

  test('who came is not asked of other organisations, and their saving changes nothing of it', async () => {
    const { anna, fay, partnershipId } = await begun();
    const asked = { heldParticipants: '3', 'workshop.askedAtEnd': '3', 'workshop.usefulAtEnd': '2', 'workshop.hours': '4' };
    const id = await buildActivity(fay.seat, asked, 'workshop');
    const page = await getActivity(anna.person, partnershipId, id);
    expect(page.details).toEqual({ hours: 4 });
    expect(page).toMatchObject({ asksPeople: false, heldParticipants: null, numbers: { few: 5 } });
    const typed = { title: 'Renamed', organisationId: fay.seat.organisationId, 'workshop.askedAtEnd': '1', 'workshop.hours': '5' };
    const form = await readFor(anna.seat, typed, 'workshop');
    expect(await changeActivity(anna.person, partnershipId, id, form, page.version)).toMatchObject({ ok: true });
    expect(await getActivity(fay.person, partnershipId, id)).toMatchObject({
      title: 'Renamed',
      heldParticipants: 3,
      numbers: { people: 3 },
      details: { askedAtEnd: 3, usefulAtEnd: 2, hours: 5 },
    });
  });
});

describe('the form', () => {
  const page = { bands: 'amif', startDate: '2027-05-12', endDate: '2027-05-14' } as const;
  const typed = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ sheet: newId(), method: 'headCount', intent: 'submit', ...fields })) form.set(name, value);
    return form;
  };

  test('is a table of both, so that either adds up to the same', () => {
    const read = readSheet(typed({ [cellField('F', '0-17')]: '1.200', [cellField('NS', 'NS')]: '3', day: '2027-05-13' }), undefined, page);
    expect(read).toMatchObject({
      ok: true,
      form: { day: '2027-05-13', submit: true, cells: [{ count: 1200 }, { sex: 'NS', age: 'NS', count: 3 }] },
    });
  });

  test('says by which ages it is, whatever was chosen since; who was counted by another age is not left out unsaid', () => {
    const fields = { [cellField('F', '0-14')]: '9', [cellField('M', '18-60')]: '5' };
    const read = (said: Record<string, string>, before?: { bands: 'children' }) => readSheet(typed({ ...fields, ...said }), before, page);
    expect(read({ bands: 'both' })).toMatchObject({ ok: true, form: { bands: 'both', cells: [{ count: 9 }, { count: 5 }] } });
    for (const one of [read({}), read({ bands: 'magic' }), read({ bands: 'both' }, { bands: 'children' })])
      expect(one).toEqual({ ok: false, problems: { '': 'problem.otherAges' } });
  });

  test('says what is wrong with it', () => {
    const problems = (fields: Record<string, string>) => {
      const read = readSheet(typed(fields), undefined, page);
      return read.ok ? {} : read.problems;
    };
    expect(problems({})).toEqual({ '': 'problem.nobodyCounted' });
    expect(problems({ intent: 'draft' })).toEqual({});
    expect(problems({ [cellField('F', '0-17')]: 'many' })).toEqual({ [cellField('F', '0-17')]: 'problem.number' });
    expect(problems({ day: '2027-05-15', intent: 'draft' })).toEqual({ day: 'problem.notItsDay' });
    expect(problems({ method: 'magic', intent: 'draft' })).toEqual({ method: 'problem.choice' });
    expect(problems({ sheet: "'; drop", intent: 'draft' })).toEqual({ '': 'problem.choice' });
  });
});

test('a partnership chooses its ages and its smallest number', async () => {
  const { anna, fay, partnershipId, count, seenBy } = await begun();
  const form = new FormData();
  form.set('bands', 'children');
  form.set('smallest', '8');
  const read = readRules(form);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await setRules(anna.seat, read.rules);
  expect(await rulesOf(partnershipId)).toEqual({ bands: 'children', smallest: 8, byGroup: false, byCountry: false });
  await count(sheet([F(7, '15-17')], { bands: 'children' }));
  expect((await seenBy(anna)).numbers).toMatchObject({ few: 8 });
  expect((await seenBy(fay)).bands).toBe('children');
  form.set('smallest', '2');
  expect(readRules(form)).toMatchObject({ ok: false, problems: { smallest: 'problem.smallest' } });
});

test('in a locked period what counts stays: sheets, the last day, what became of it; a draft is kept, and waits', async () => {
  const { anna, fay, partnershipId, club, id, count, seenBy } = await begun();
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
  const first = sheet([F(12), M(7)]);
  await count(first);
  const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
  await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
  const locked = { ok: false, problems: { '': 'problem.periodLocked' } };
  // A device that was without a network sends again what has arrived: that is so.
  expect(await count(first)).toEqual({ ok: true });
  expect(await count({ ...first, cells: [F(13), M(7)], seen: 1 })).toEqual(locked);
  expect(await count(sheet([F(3)]))).toEqual(locked);
  const draft = sheet([F(3)], { submit: false });
  expect(await count(draft)).toEqual({ ok: true });
  const decide = (what: 'approve' | 'remove', who = anna) => decideSheet(who.person, partnershipId, id, { what, sheet: first.id, seen: 1 });
  expect(await decide('approve')).toEqual(locked);
  expect(await decide('remove', fay)).toEqual(locked);
  expect(await setState(fay.person, partnershipId, id, 'cancelled')).toEqual(locked);
  expect(await removeActivity(fay.person, partnershipId, id, true)).toEqual(locked);
  const { version } = await getActivity(fay.person, partnershipId, id);
  const change = async (more: Record<string, string>) =>
    changeActivity(fay.person, partnershipId, id, await readFor(fay.seat, { coOrganisers: club.id, ...more }), version);
  expect(await change({ startDate: '1/7/2027' })).toEqual({ ok: false, problems: { endDate: 'problem.periodLocked' } });
  expect(await change({ heldParticipants: '99' })).toMatchObject({ ok: false });
  expect(await change({ title: 'A better title' })).toMatchObject({ ok: true });
  expect(await seenBy(fay)).toMatchObject({ isLocked: true, mayCount: true, numbers: { people: 19 } });
  await db().reportingPeriod.update({ where: { id: period.id }, data: { lockedAt: null } });
  expect(await decide('approve')).toEqual({ ok: true });
});
