import { beforeEach, describe, expect, test } from 'vitest';
import { ownData } from '~/features/accounts/own-data.server';
import { visibleTo as changesVisibleTo } from '~/features/partnerships/audience.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import type { RecordingEvents } from '../../../tests/setup/recording-events';
import { changeActivity, createActivity, removeActivity, setState } from './commands.server';
import { readActivity, readListQuery } from './forms.server';
import { can, canPlan, visibleTo } from './permissions';
import { choicesFor, getActivity, knownOf, listActivities, plannedActivities, thingOf, whatHappens } from './queries.server';
import { buildActivity, readFor, typedForm } from './testing';

const events = () => services().events as RecordingEvents;
beforeEach(() => void events().told.splice(0));

const ALL = readListQuery(new URLSearchParams());
const codes = async (seat: Parameters<typeof listActivities>[0], search = '') =>
  (await listActivities(seat, readListQuery(new URLSearchParams(search)))).activities.map(({ code }) => code);
const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);

async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town' });
  const club = await buildOrganisation({ partnershipId, name: 'Club' });
  const member = (roles: string, organisationId: string) => buildMember({ partnershipId, organisationId, roles });
  return { anna, partnershipId, town, club, member };
}

describe('planning', () => {
  test('coordinators, editors and facilitators may; others get what they get for nothing', async () => {
    const { partnershipId, town, member } = await begun();
    for (const [roles, may] of [
      ['coordinator', true],
      ['editor', true],
      ['facilitator', true],
      ['translator:el', false],
      ['observer', false],
    ] as const) {
      const { seat, person } = await member(roles, town.id);
      expect(canPlan(seat), roles).toBe(may);
      const form = await readFor(seat);
      expect(await status(createActivity(seat, form)), roles).toBe(may ? 200 : 404);
      const made = await buildActivity((await member('editor', town.id)).seat);
      expect(await status(setState(person, partnershipId, made, 'held')), roles).toBe(may ? 200 : 404);
    }
  });

  test('says all that was typed, by the clock of the place', async () => {
    const { anna, partnershipId, club } = await begun();
    const group = await db().targetGroup.create({ data: { id: newId(), partnershipId, position: 1, name: 'Women', rank: 'principal' } });
    const id = await buildActivity(anna.seat, {
      coOrganisers: [club.id, anna.seat.organisationId],
      targetGroups: [group.id],
      themes: ['housing', 'labour'],
      languages: ['el', 'en'],
      plannedParticipants: '1.200',
      'consultation.method': 'hearing',
      'consultation.questions': 'What is missing?\nWho helps?',
    });
    const page = await getActivity(anna.person, partnershipId, id);
    expect(page).toMatchObject({
      code: 'A1',
      type: 'consultation',
      state: 'planned',
      startDate: '2027-05-12',
      startsAt: new Date('2027-05-12T14:00:00Z'),
      endsAt: new Date('2027-05-12T16:00:00Z'),
      coOrganisers: [{ name: 'Club' }],
      targetGroups: [{ name: 'Women' }],
      themes: ['housing', 'labour'],
      languages: ['el', 'en'],
      plannedParticipants: 1200,
      details: { method: 'hearing', questions: ['What is missing?', 'Who helps?'] },
    });
  });

  test('numbers are never given twice, also where two plan at once', async () => {
    const { anna, partnershipId } = await begun();
    const first = await buildActivity(anna.seat);
    await removeActivity(anna.person, partnershipId, first, true);
    const form = await readFor(anna.seat);
    await Promise.all(Array.from({ length: 4 }, () => createActivity(anna.seat, form)));
    expect((await codes(anna.seat)).sort()).toEqual(['A2', 'A3', 'A4', 'A5']);
  });

  test('what makes no sense is said at its field, and nothing is written', async () => {
    const { anna } = await begun();
    const known = knownOf(await choicesFor(anna.seat));
    const problems = (overrides: Record<string, string>, type: 'other' | 'training' = 'training') => {
      const read = readActivity(typedForm({ organisationId: anna.seat.organisationId, ...overrides }), type, known);
      return read.ok ? {} : read.problems;
    };
    expect(problems({ title: ' ', startDate: '31 April 2027', startTime: '25:00', organisationId: 'x', zone: 'Mars/One' })).toEqual({
      title: 'problem.required',
      organisationId: 'problem.choice',
      zone: 'problem.choice',
    });
    expect(problems({ startDate: '31 April 2027', startTime: '25:00' })).toEqual({ startDate: 'problem.date', startTime: 'problem.time' });
    expect(problems({ endDate: '11/5/2027' })).toEqual({ endDate: 'problem.endsBefore' });
    expect(problems({ endTime: '16:00' })).toEqual({ endTime: 'problem.endsBefore' });
    expect(problems({ startTime: '', endTime: '16:00' })).toEqual({ startTime: 'problem.timeMissing' });
    // On that night the clocks of Nicosia go from 3 to 4.
    expect(problems({ startDate: '28/3/2027', startTime: '03:30', endTime: '' })).toEqual({ startTime: 'problem.noSuchHour' });
    expect(problems({ plannedParticipants: 'many', 'training.days': 'x' })).toEqual({
      plannedParticipants: 'problem.number',
      'training.days': 'problem.number',
    });
    expect(problems({}, 'other')).toEqual({ justification: 'problem.justification' });
    const objective = { id: newId(), partnershipId: anna.seat.partnershipId, position: 1, code: 'O1', text: 'Take part' };
    await db().objective.create({ data: objective });
    const withObjectives = knownOf(await choicesFor(anna.seat));
    const other = (more: Record<string, string>) => {
      const form = typedForm({ organisationId: anna.seat.organisationId, justification: 'It serves it.', ...more });
      const read = readActivity(form, 'other', withObjectives);
      return read.ok ? {} : read.problems;
    };
    expect(other({})).toEqual({ objectiveId: 'problem.objective' });
    expect(other({ objectiveId: 'x' })).toMatchObject({ objectiveId: 'problem.choice' });
    expect(other({ objectiveId: objective.id })).toEqual({});
    expect(problems({ exclusions: 'operatingCosts' })).toEqual({});
  });
});

describe('a restricted activity', () => {
  test('is there for those who organise it and for coordinators, and nowhere for others', async () => {
    const { anna, partnershipId, town, club, member } = await begun();
    const inTown = await member('facilitator', town.id);
    const inClub = await member('observer', club.id);
    const elsewhere = await member('editor', (await buildOrganisation({ partnershipId })).id);
    const stranger = await buildMember();
    const id = await buildActivity(inTown.seat, { restriction: 'trafficking', coOrganisers: club.id, heldParticipants: '7' });
    await setState(inTown.person, partnershipId, id, 'held');
    const row = await db().activity.findUniqueOrThrow({ where: { id }, include: { coOrganisers: true } });
    for (const [name, { seat, person }, sees] of [
      ['coordinator', anna, true],
      ['organiser', inTown, true],
      ['co-organiser', inClub, true],
      ['another organisation', elsewhere, false],
      ['another partnership', stranger, false],
    ] as const) {
      expect(can(seat, 'read', thingOf(row)), name).toBe(sees);
      expect(await db().activity.count({ where: { id, ...visibleTo(seat) } }), name).toBe(sees ? 1 : 0);
      expect(await listActivities(seat, ALL), name).toMatchObject({ total: sees ? 1 : 0, all: sees ? 1 : 0 });
      expect((await plannedActivities(seat)).length, name).toBe(sees ? 1 : 0);
      // Of a restricted one even seven are few: who did not count them is told no number.
      const { participants, held } = await whatHappens(seat, { country: '', zone: 'UTC', now: row.startsAt });
      expect([held, participants], name).toEqual([sees ? 1 : 0, name === 'organiser' ? 7 : 0]);
      expect(await whatHappens(seat, { country: '', zone: 'UTC', now: row.startsAt, screen: true }), name).toMatchObject({ held: 0 });
      expect(await status(getActivity(person, partnershipId, id)), name).toBe(sees ? 200 : 404);
      expect(await status(setState(person, partnershipId, id, 'held')), name).toBe(sees && canPlan(seat) ? 200 : 404);
    }
    const told = new Set(events().told.flatMap(({ audiences }) => audiences));
    expect([...told].sort()).toEqual(
      [`${partnershipId}/coordinators`, `${partnershipId}/organisation/${club.id}`, `${partnershipId}/organisation/${town.id}`].sort(),
    );
    expect(await db().change.count({ where: { subjectId: id, partnershipId, ...changesVisibleTo(elsewhere.seat) } })).toBe(0);
  });

  test('is on no screen that others walk by; what is there has its public title or its type alone, and no house', async () => {
    const { town, member } = await begun();
    const inTown = await member('editor', town.id);
    const more = { venue: 'Backyard of 12 Long Street', publicTitle: 'Community evening', title: 'Evening of trans women' };
    const id = await buildActivity(inTown.seat, more);
    await buildActivity(inTown.seat, { restriction: 'sensitive', title: 'Safe evening' });
    await buildActivity(inTown.seat, { title: 'Course after prison' }, 'training');
    const { startsAt } = await db().activity.findUniqueOrThrow({ where: { id } });
    const happens = (screen: boolean) => whatHappens(inTown.seat, { country: '', zone: 'UTC', now: startsAt, screen });
    const told = JSON.stringify(await happens(true));
    expect(told).toContain('Community evening');
    for (const word of ['trans women', 'Backyard', 'Safe evening', 'after prison']) expect(told).not.toContain(word);
    expect((await happens(true)).lists.now.map(({ title, type }) => [title, type])).toEqual([
      ['Community evening', 'consultation'],
      ['', 'training'],
    ]);
    expect((await happens(false)).lists.now).toHaveLength(3);
  });

  test('that was not restricted before takes along what was told of it', async () => {
    const { partnershipId, town, member } = await begun();
    const inTown = await member('editor', town.id);
    const elsewhere = await member('editor', (await buildOrganisation({ partnershipId })).id);
    const id = await buildActivity(inTown.seat);
    const news = () => db().change.count({ where: { subjectId: id, partnershipId, ...changesVisibleTo(elsewhere.seat) } });
    expect(await news()).toBe(1);
    await changeActivity(inTown.person, partnershipId, id, await readFor(inTown.seat, { restriction: 'minors' }), 1);
    expect([await news(), await codes(elsewhere.seat)]).toEqual([0, []]);
    await changeActivity(inTown.person, partnershipId, id, await readFor(inTown.seat), 2);
    expect([await news(), await codes(elsewhere.seat)]).toEqual([3, ['A1']]);
  });

  test('that is not restricted any more is told of by the title that it has now', async () => {
    const { partnershipId, town, member } = await begun();
    const inTown = await member('editor', town.id);
    const elsewhere = await member('editor', (await buildOrganisation({ partnershipId })).id);
    const id = await buildActivity(inTown.seat, { restriction: 'trafficking', title: 'Women freed in Long Street' });
    await setState(inTown.person, partnershipId, id, 'confirmed');
    const form = await readFor(inTown.seat, { title: 'Community evening' });
    await changeActivity(inTown.person, partnershipId, id, form, 2);
    const where = { subjectId: id, partnershipId, ...changesVisibleTo(elsewhere.seat) };
    const news = await db().change.findMany({ where, orderBy: { at: 'asc' } });
    expect(news.map(({ subjectTitle }) => subjectTitle)).toEqual(Array(3).fill('Community evening'));
  });

  test('is found by no word of its title by who may not see it', async () => {
    const { anna, town, member } = await begun();
    const inTown = await member('editor', town.id);
    const elsewhere = await member('editor', (await buildOrganisation({ partnershipId: town.partnershipId })).id);
    await buildActivity(inTown.seat, { restriction: 'sensitive', title: 'Safe evening' });
    await buildActivity(inTown.seat, { title: 'Evening for all' });
    for (const { seat } of [anna, inTown]) expect(await codes(seat, 'q=evening')).toEqual(['A2', 'A1']);
    expect(await codes(elsewhere.seat, 'q=evening')).toEqual(['A2']);
    for (const search of ['q=safe', 'q=safe+evening', 'q=saf&type=consultation'])
      expect(await listActivities(elsewhere.seat, readListQuery(new URLSearchParams(search))), search).toMatchObject({
        total: 0,
        all: 1,
        activities: [],
      });
  });

  test('is not named in the own data of who may not see it any more', async () => {
    const { partnershipId, town, club, member } = await begun();
    const inTown = await member('editor', town.id);
    await buildActivity(inTown.seat, { restriction: 'trafficking', title: 'Safe evening' });
    await buildActivity(inTown.seat, { title: 'Evening for all' });
    const titles = async () => {
      const { changes } = await ownData(inTown.person);
      expect(changes.map(({ action }) => action)).toEqual(['activity.planned', 'activity.planned']);
      return changes.map(({ subjectTitle }) => subjectTitle).sort();
    };
    const open = ['Evening for all', undefined];
    expect(await titles()).toEqual(['Evening for all', 'Safe evening']);
    const where = { partnershipId_userId: { partnershipId, userId: inTown.person.userId } };
    await db().member.update({ where, data: { organisationId: club.id } });
    expect(await titles()).toEqual(open);
    await db().memberRole.create({ data: { id: newId(), partnershipId, memberId: inTown.seat.memberId, role: 'coordinator' } });
    expect(await titles()).toEqual(['Evening for all', 'Safe evening']);
    await db().member.delete({ where });
    expect(await titles()).toEqual(open);
  });

  test('cannot be made by who would not see it', async () => {
    const { partnershipId, town, club, member } = await begun();
    const inTown = await member('editor', town.id);
    const form = await readFor(inTown.seat, { organisationId: club.id, restriction: 'sensitive' });
    const refused = { ok: false, problems: { restriction: 'problem.notSeen' } };
    expect(await createActivity(inTown.seat, form)).toEqual(refused);
    const id = await buildActivity(inTown.seat);
    expect(await changeActivity(inTown.person, partnershipId, id, form, 1)).toEqual(refused);
    expect(await codes(inTown.seat)).toEqual(['A1']);
  });
});

test('the plan shows what a member sees beside its items', async () => {
  const { anna, club } = await begun();
  const id = await buildActivity(anna.seat, { coOrganisers: club.id, country: 'CY' });
  const { startsAt } = await db().activity.findUniqueOrThrow({ where: { id } });
  expect(await plannedActivities(anna.seat, new Date(startsAt.getTime() + 1))).toEqual([
    {
      id,
      code: 'A1',
      path: `/p/${anna.seat.partnershipId}/activities/${id}`,
      title: 'Round table',
      state: 'planned',
      restricted: false,
      runs: true,
      organisationId: anna.seat.organisationId,
      partners: [club.id],
      workPackageId: '',
      country: 'CY',
      ...{ start: '2027-05-12', startTime: '17:00', end: '2027-05-12', endTime: '19:00' },
    },
  ]);
  expect(await plannedActivities(anna.seat, new Date(startsAt.getTime() - 1))).toMatchObject([{ runs: false }]);
  await setState(anna.person, anna.seat.partnershipId, id, 'held');
  expect(await plannedActivities(anna.seat, startsAt)).toMatchObject([{ runs: false, state: 'held' }]);
  await removeActivity(anna.person, anna.seat.partnershipId, id, true);
  expect(await plannedActivities(anna.seat)).toEqual([]);
});

describe('changing', () => {
  test('of two at one form the second hears of the first, and may replace it', async () => {
    const { anna, partnershipId } = await begun();
    const id = await buildActivity(anna.seat);
    const [one, other] = [await readFor(anna.seat, { title: 'One' }), await readFor(anna.seat, { title: 'Other' })];
    expect(await changeActivity(anna.person, partnershipId, id, one, 1)).toEqual({ ok: true, id });
    expect(await changeActivity(anna.person, partnershipId, id, other, 1)).toEqual({
      ok: false,
      problems: { '': 'problem.changedMeanwhile' },
    });
    expect(await changeActivity(anna.person, partnershipId, id, other, 2)).toEqual({ ok: true, id });
    expect((await getActivity(anna.person, partnershipId, id)).title).toBe('Other');
  });

  test('removed, it is in no list and no count, and can be put back', async () => {
    const { anna, partnershipId, town, member } = await begun();
    const observer = await member('observer', town.id);
    const id = await buildActivity(anna.seat);
    await removeActivity(anna.person, partnershipId, id, true);
    expect(await codes(anna.seat)).toEqual([]);
    expect(await status(getActivity(observer.person, partnershipId, id))).toBe(404);
    expect((await getActivity(anna.person, partnershipId, id)).removedAt).not.toBeNull();
    await removeActivity(anna.person, partnershipId, id, false);
    expect(await codes(observer.seat)).toEqual(['A1']);
  });

  test('whose last day is in a locked period, it stays as it was reported, and no other one gets in', async () => {
    const { anna, partnershipId, town, club } = await begun();
    await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
    const place = await db().place.create({ data: { id: newId(), partnershipId, name: 'Harbour', kind: 'municipality', country: 'CY' } });
    const group = await db().targetGroup.create({ data: { id: newId(), partnershipId, position: 1, name: 'Women', rank: 'principal' } });
    const id = await buildActivity(anna.seat, { coOrganisers: [club.id] });
    const later = await buildActivity(anna.seat, { startDate: '1/7/2027' });
    const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6, lockedAt: new Date() };
    await db().reportingPeriod.create({ data: period });
    const change = async (more: Record<string, string | readonly string[]>, which = id, type?: 'training') => {
      const { version } = await getActivity(anna.person, partnershipId, which);
      const form = await readFor(anna.seat, { coOrganisers: [club.id], ...more }, type);
      return changeActivity(anna.person, partnershipId, which, form, version);
    };
    const locked = { ok: false, problems: { '': 'problem.periodLocked' } };
    const lockedDay = { ok: false, problems: { endDate: 'problem.periodLocked' } };
    expect(await change({ startDate: '11/5/2027', endDate: '12/5/2027' })).toEqual(locked);
    expect(await change({ organisationId: town.id })).toEqual(locked);
    expect(await change({ coOrganisers: [] })).toEqual(locked);
    expect(await change({ country: 'DE' })).toEqual(locked);
    expect(await change({ placeId: place.id })).toEqual(locked);
    expect(await change({ targetGroups: [group.id] })).toEqual(locked);
    expect(await change({ languages: ['el'] })).toEqual(locked);
    expect(await change({ plannedParticipants: '30' })).toEqual(locked);
    expect(await change({}, id, 'training')).toEqual(locked);
    expect(await change({ title: 'Another title', venue: 'Hall 2' })).toMatchObject({ ok: true });
    // What puts somebody in danger is shielded at once, and not published again behind the lock.
    expect(await change({ restriction: 'sensitive' })).toMatchObject({ ok: true });
    expect(await change({ restriction: '' })).toEqual(locked);
    expect(await change({ startDate: '30/6/2027' }, later)).toEqual(lockedDay);
    expect(await createActivity(anna.seat, await readFor(anna.seat))).toEqual(lockedDay);
    expect(await db().activity.count({ where: { partnershipId } })).toBe(2);
    // Begun in the locked period, it belongs to the one in which it ends.
    expect(await change({ startDate: '30/6/2027', endDate: '2/7/2027', country: 'DE' }, later)).toMatchObject({ ok: true });
  });

  test('lists are searched and filtered', async () => {
    const { anna, town } = await begun();
    await buildActivity(anna.seat, { title: 'Στρογγυλό τραπέζι', country: 'CY' });
    await buildActivity(anna.seat, { title: 'Course', country: 'DE', organisationId: town.id, startDate: '13/5/2027' }, 'training');
    expect(await codes(anna.seat)).toEqual(['A2', 'A1']);
    expect(await codes(anna.seat, 'q=τραπεζι')).toEqual(['A1']);
    expect(await codes(anna.seat, 'type=training')).toEqual(['A2']);
    expect(await codes(anna.seat, 'country=CY&state=planned')).toEqual(['A1']);
    expect(await codes(anna.seat, 'org=mine')).toEqual(['A1']);
    expect(await codes(anna.seat, 'q=%25')).toEqual([]);
    expect((await listActivities(anna.seat, ALL)).countries).toEqual(['CY', 'DE']);
  });
});
