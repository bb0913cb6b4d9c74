import type { AppLoadContext } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import type { SheetForm } from '~/features/activities/attendance.server';
import { exampleActivities } from '~/features/activities/example.server';
import { buildActivity } from '~/features/activities/testing';
import { type LoadedExample, loadExample } from '~/features/partnerships/example.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { action, loader } from '~/routes/p.$partnership.indicators.$indicator._index';
import { presets } from './catalogues';
import {
  addIndicator,
  addPresets,
  addValue,
  changeIndicator,
  linkActivity,
  removeIndicator,
  removeValue,
  unlinkActivity,
} from './commands.server';
import { exampleIndicators } from './example.server';
import { type IndicatorForm, readIndicator, readPresets, readValue } from './forms.server';
import { progressOf, readPart } from './indicators';
import { getIndicator, listIndicators } from './queries.server';
import { begun, formOf, PEOPLE, status } from './testing';

describe('an activity raises its indicators', () => {
  test('when its attendance is approved, once, however often it is sent, approved or linked', async () => {
    const { anna, eva, partnershipId, id, activity, sheet, count, approve, read, shown } = await begun();
    const one = await activity();
    const first = sheet(20);
    await count(one, first);
    expect(await read(eva)).toEqual({ value: 0, leftOut: 0, waiting: 1 });
    await approve(one, first.id);
    await approve(one, first.id);
    await count(one, first);
    await linkActivity(anna.person, partnershipId, id, one);
    expect(await read(eva)).toEqual({ value: 20, leftOut: 0, waiting: 0 });
    expect(await shown(eva)).toEqual({ value: 20, leftOut: 0, waiting: 0 });
    // Another sheet of the same activity has to be approved before all of it counts again.
    const second = sheet(30);
    await count(one, second);
    expect(await read(eva)).toMatchObject({ value: 0, waiting: 1 });
    await approve(one, second.id);
    expect(await read(eva)).toMatchObject({ value: 50, waiting: 0 });
    await unlinkActivity(anna.person, partnershipId, id, one);
    expect(await read(eva)).toMatchObject({ value: 0 });
  });

  test('by organisation, country and period, with the activities behind each number', async () => {
    const { anna, partnershipId, id, activity, sheet, count, approve, town } = await begun();
    await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
    await db().reportingPeriod.create({ data: { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 12 } });
    const one = await activity();
    const form = sheet(20);
    await count(one, form);
    await approve(one, form.id);
    const page = await getIndicator(anna.person, partnershipId, id);
    expect(page.by.organisation).toMatchObject([{ key: town.id, name: 'Town', value: 20 }]);
    expect(page.by.country).toMatchObject([{ key: 'ES', value: 20 }]);
    expect(page.by.period).toMatchObject([{ key: '1', value: 20 }]);
    expect(page.contributions).toMatchObject([{ activity: { id: one }, amount: 20, waits: false }]);
    // Each number leads to its activities, and to no others.
    const behind = async (by: string) => {
      const asked = { page: 1, part: readPart(new URLSearchParams({ by })) };
      const { contributions, activities } = await getIndicator(anna.person, partnershipId, id, asked);
      return [activities, ...contributions.map(({ activity: of }) => of.id)];
    };
    const other = await activity({ country: 'CY', startDate: '12/5/2028', endDate: '12/5/2028' });
    for (const by of [`country.ES`, 'period.1']) expect(await behind(by), by).toEqual([1, one]);
    for (const by of [`country.CY`, 'period.']) expect(await behind(by), by).toEqual([1, other]);
    expect(await behind(`organisation.${town.id}`)).toEqual([2, one, other]);
    expect(await behind('country.')).toEqual([0]);
    expect(await behind('place.ES')).toEqual([2, one, other]);
    expect(page.by.country).toMatchObject([{ key: 'ES', activities: 1 }]);
    expect(page.progress).toBe(0.2);
  });

  test('by those whom the rule means: women, children, days of people, or one for each that was held', async () => {
    const { anna, partnershipId, activity, sheet, count, approve, fay } = await begun();
    const one = await activity({ endDate: '14/5/2027' });
    const cells: SheetForm['cells'] = [
      { sex: 'F', age: '18-60', count: 12 },
      { sex: 'M', age: '0-17', count: 8 },
    ];
    const form = sheet(20, cells);
    await count(one, form);
    await approve(one, form.id);
    const valueBy = async (more: Partial<IndicatorForm>, who = fay) => {
      const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, ...more });
      if (!made.ok) throw new Error(JSON.stringify(made.errors));
      await linkActivity(anna.person, partnershipId, made.id, one);
      return (await getIndicator(who.person, partnershipId, made.id)).sum.value;
    };
    expect(await valueBy({ rule: 'sex.F' })).toBe(12);
    expect(await valueBy({ rule: 'age.0-17' })).toBe(8);
    expect(await valueBy({ unit: 'days', rule: 'personDays' })).toBe(60);
    expect(await valueBy({ unit: 'items', rule: 'activities' })).toBe(0);
    await db().activity.update({ where: { id: one }, data: { state: 'held' } });
    expect(await valueBy({ unit: 'items', rule: 'activities' }, anna)).toBe(1);
  });
});

describe('hundreds of activities', () => {
  test('are listed a page at a time, while each number is of all of them that the reader sees', async () => {
    const { anna, eva, fay, partnershipId, id } = await begun({ unit: 'items', rule: 'activities' });
    const first = await db().activity.findUniqueOrThrow({ where: { id: await buildActivity(fay.seat, { country: 'ES' }) } });
    // In the order of their days, which is not the order in which they were entered.
    const later = Array.from({ length: 119 }, (_, at) => ({
      ...first,
      id: newId(Date.now() + 1000 - at),
      number: first.number + 119 - at,
      startsAt: new Date(first.startsAt.getTime() + (1 + at) * 60_000),
    }));
    const ids = [first.id, ...later.map((one) => one.id)];
    // The second page has one that is not there for everybody.
    await db().activity.createMany({ data: later.map((one, at) => ({ ...one, restriction: at === 60 ? 'minors' : '' })) });
    await db().activity.updateMany({ where: { partnershipId }, data: { state: 'held' } });
    await db().indicatorActivity.createMany({ data: ids.map((activityId) => ({ indicatorId: id, activityId, partnershipId })) });
    const read = async ({ person }: typeof anna, page = 1) => {
      const { contributions, activities, sum, by } = await getIndicator(person, partnershipId, id, { page, part: null });
      return { ids: contributions.map(({ activity }) => activity.id), activities, value: sum.value, by: by.country };
    };
    const all = { activities: 120, value: 120, by: [{ key: 'ES', activities: 120, value: 120, leftOut: 0, waiting: 0 }] };
    expect(await read(anna)).toEqual({ ids: ids.slice(0, 50), ...all });
    expect(await read(anna, 2)).toEqual({ ids: ids.slice(50, 100), ...all });
    expect(await read(anna, 3)).toEqual({ ids: ids.slice(100), ...all });
    const told = ids.filter((_, at) => at !== 61);
    expect(await read(eva, 2)).toMatchObject({ ids: told.slice(50, 100), activities: 119, value: 119 });
    // An address that was kept, and a button on the page.
    const cookie = await signInAs(anna.person.userId, new Request('http://koinon.test'), 'http://koinon.test');
    const path = `/p/${partnershipId}/indicators/${id}`;
    const asked = (search: string, init: RequestInit = {}) => ({
      request: new Request(`http://koinon.test${path}${search}`, { ...init, headers: { cookie } }),
      params: { partnership: partnershipId, indicator: id },
      context: {} as AppLoadContext,
    });
    const past = await loader(asked('?sent=x&page=99')).catch((thrown: Response) => thrown);
    expect(past instanceof Response && past.headers.get('Location')).toBe(`${path}?sent=x&page=3`);
    expect(await loader(asked('?page=3'))).toMatchObject({ indicator: { contributions: { length: 20 } } });
    const taken = await action(asked('?page=2', { method: 'POST', body: formOf({ intent: 'unlink', activity: ids[70] ?? '' }) }));
    expect(taken instanceof Response && taken.headers.get('Location')).toBe(`${path}?sent=${ids[70]}&page=2`);
    expect(await read(anna, 2)).toMatchObject({ activities: 119, value: 119 });
  });
});

describe('what is measured', () => {
  test('is defined by coordinators and editors, measured by facilitators too, read by all, and there for no stranger', async () => {
    const { anna, eva, fay, partnershipId, id } = await begun();
    const observer = await buildMember({ partnershipId, roles: 'observer' });
    const stranger = await buildMember();
    const value = () => ({ id: newId(), day: '2027-05-12', country: '', amount: 9, text: '' });
    for (const [who, defines, measures, reads] of [
      [anna, 200, 200, 200],
      [eva, 200, 200, 200],
      [fay, 404, 200, 200],
      [observer, 404, 404, 200],
      [stranger, 404, 404, 404],
    ] as const) {
      expect(await status(addIndicator(who.person, partnershipId, PEOPLE))).toBe(defines);
      expect(await status(addValue(who.person, partnershipId, id, value()))).toBe(measures);
      expect(await status(getIndicator(who.person, partnershipId, id))).toBe(reads);
    }
    // Another partnership's indicator is none of theirs.
    expect(await status(getIndicator(stranger.person, stranger.seat.partnershipId, id))).toBe(404);
    expect(await status(removeIndicator(stranger.person, stranger.seat.partnershipId, id))).toBe(404);
  });

  test('of two who change it the second hears of the first; a unit stays where values were typed', async () => {
    const { anna, partnershipId, id } = await begun();
    expect(await changeIndicator(anna.person, partnershipId, id, { ...PEOPLE, target: 50, seen: 1 })).toEqual({ ok: true });
    expect(await changeIndicator(anna.person, partnershipId, id, { ...PEOPLE, target: 60, seen: 1 })).toMatchObject({
      errors: { '': 'problem.savedMeanwhile' },
    });
    await addValue(anna.person, partnershipId, id, { id: newId(), day: '2027-05-12', country: '', amount: 9, text: '' });
    expect(await changeIndicator(anna.person, partnershipId, id, { ...PEOPLE, unit: 'items', rule: 'none', seen: 2 })).toMatchObject({
      errors: { unit: 'problem.unitUsed' },
    });
    await removeIndicator(anna.person, partnershipId, id);
    expect(await status(getIndicator(anna.person, partnershipId, id))).toBe(404);
  });

  test('a value sent twice is one, and only its own organisation takes it out', async () => {
    const { anna, fay, partnershipId, id, read } = await begun({ unit: 'places', rule: 'none' });
    const value = { id: newId(), day: '2027-05-12', country: 'ES', amount: 3, text: '' };
    await addValue(fay.person, partnershipId, id, value);
    await addValue(fay.person, partnershipId, id, value);
    // Places are nobody: their number is told as it is.
    expect(await read(anna)).toMatchObject({ value: 3, leftOut: 0 });
    await removeValue(anna.person, partnershipId, id, value.id);
    expect(await read(anna)).toMatchObject({ value: 3 });
    await removeValue(fay.person, partnershipId, id, value.id);
    expect(await read(anna)).toMatchObject({ value: 0 });
  });

  test('presets are copied once, each part below its whole, in the working language; those of the fund say that they are to be checked', async () => {
    const { anna, partnershipId } = await begun();
    const form = new FormData();
    for (const key of ['amif.o231', 'children.minorsServices', 'nothing.known']) form.append('preset', key);
    expect(readPresets(form).map(({ preset }) => preset.key)).toEqual(['o23', 'o231', 'minorsServices']);
    expect(await addPresets(anna.person, partnershipId, readPresets(form), 'de')).toMatchObject({ added: 3 });
    expect(await addPresets(anna.person, partnershipId, readPresets(form), 'de')).toMatchObject({ added: 0 });
    const { indicators } = await listIndicators(anna.seat);
    const [whole, part] = [indicators.findIndex(({ isChecked }) => !isChecked), indicators.findIndex(({ code }) => code === 'O.2.3.1')];
    expect(part).toBe(whole + 1);
    expect(indicators[part]?.parentId).toBe(indicators[whole]?.id);
    const words = indicators.find(({ unit }) => unit === 'text');
    expect(words?.level).toBe('quality');
    const described = { id: newId(), day: '2027-05-12', country: '', amount: null, text: 'A new service' };
    await addValue(anna.person, partnershipId, words?.id ?? '', described);
    expect((await getIndicator(anna.person, partnershipId, words?.id)).values).toMatchObject([{ text: 'A new service' }]);
  });
});

test('the example has indicators with numbers in them, and a second start adds nothing', async () => {
  const loaded: LoadedExample[] = [];
  const parts = [exampleActivities, exampleIndicators, async (example: LoadedExample) => void loaded.push(example)];
  await loadExample(parts);
  await loadExample(parts);
  const example = loaded.find(({ key }) => key === 'nclusion') as LoadedExample;
  const { indicators } = await listIndicators(await requireSeat({ userId: example.users.anna ?? '' }, example.partnershipId));
  expect(Object.fromEntries(indicators.map(({ code, text, value }) => [code || text, value]))).toMatchObject({
    ...{ 'O.2.2': 2, 'O.2.3': 13, 'O.2.3.2': 0 },
    ...{ 'Sessions held': 2, 'Participants in sessions': 35, 'Practices transferred': 1 },
  });
  expect(indicators).toHaveLength(7);
});

test('forms: numbers as people type them, a baseline with its date, a rule that fits its unit', () => {
  const usual = { text: 'Places', level: 'output', unit: 'places', rule: 'none' };
  const read = (more: Record<string, string>) => readIndicator(formOf({ ...usual, ...more }));
  expect(read({ baseline: '1.234', baselineDate: '31/3/2027', target: '12 000' })).toMatchObject({
    data: { baseline: 1234, baselineDate: '2027-03-31', target: 12000 },
  });
  expect(read({ target: '12.5' })).toMatchObject({ errors: { target: 'problem.number' } });
  expect(read({ baseline: '5' })).toMatchObject({ errors: { baselineDate: 'problem.baselineDate' } });
  expect(read({ rule: 'people' })).toMatchObject({ errors: { rule: 'problem.ruleUnit' } });
  expect(read({ text: ' ' })).toMatchObject({ errors: { text: 'problem.textMissing' } });
  expect(readValue(formOf({ id: newId(), day: '', amount: '3' }))).toMatchObject({ errors: { day: 'problem.date' } });
});

test('each part of a preset names a whole that stands before it', () => {
  for (const list of Object.values(presets))
    for (const [index, { partOf }] of list.entries()) if (partOf) expect(list.slice(0, index).map(({ key }) => key)).toContain(partOf);
});

test('what was added is measured against the way from the baseline to the target', () => {
  expect(progressOf({ value: 50, baseline: 100, target: 200 })).toBe(0.5);
  expect(progressOf({ value: 50, baseline: null, target: 200 })).toBe(0.25);
  expect(progressOf({ value: 300, baseline: 0, target: 200 })).toBe(1);
  for (const target of [null, 100, 50]) expect(progressOf({ value: 50, baseline: 100, target })).toBeNull();
});

test('an indicator that counts in a locked period stays as it was reported', async () => {
  const { anna, partnershipId, id, activity } = await begun();
  const [inside, outside] = [await activity(), await activity({ startDate: '12/9/2027', endDate: '12/9/2027' })];
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
  await unlinkActivity(anna.person, partnershipId, id, outside);
  const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
  await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
  const refused = { ok: false, errors: { '': 'problem.periodLocked' } };
  expect(await unlinkActivity(anna.person, partnershipId, id, inside)).toEqual(refused);
  expect(await removeIndicator(anna.person, partnershipId, id)).toEqual(refused);
  const { version } = await db().indicator.findUniqueOrThrow({ where: { id } });
  const changed = (form: Partial<IndicatorForm>) => changeIndicator(anna.person, partnershipId, id, { ...PEOPLE, ...form, seen: version });
  expect(await changed({ rule: 'sex.F' })).toEqual({ ok: false, errors: { rule: 'problem.periodLocked' } });
  expect(await changed({ text: 'Who took part' })).toEqual({ ok: true });
  expect(await linkActivity(anna.person, partnershipId, id, outside)).toEqual({ ok: true });
  expect(await unlinkActivity(anna.person, partnershipId, id, outside)).toEqual({ ok: true });
  const free = await addIndicator(anna.person, partnershipId, PEOPLE);
  if (!free.ok) throw new Error(JSON.stringify(free.errors));
  expect(await linkActivity(anna.person, partnershipId, free.id, inside)).toEqual({
    ok: false,
    errors: { activity: 'problem.periodLocked' },
  });
  expect(await removeIndicator(anna.person, partnershipId, free.id)).toEqual({ ok: true });
});

test('values of a locked period are neither added nor taken out', async () => {
  const { anna, partnershipId, id } = await begun({ unit: 'places', rule: 'none' });
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
  const value = (day: string) => ({ id: newId(), day, country: '', amount: 9, text: '' });
  const may = value('2027-05-12');
  await addValue(anna.person, partnershipId, id, may);
  const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
  await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
  expect(await addValue(anna.person, partnershipId, id, value('2027-06-30'))).toMatchObject({ ok: false });
  expect(await removeValue(anna.person, partnershipId, id, may.id)).toMatchObject({ ok: false });
  expect(await addValue(anna.person, partnershipId, id, value('2027-07-01'))).toEqual({ ok: true });
  const { values, sum } = await getIndicator(anna.person, partnershipId, id);
  expect(sum.value).toBe(18);
  expect(values.map(({ day, mayRemove }) => [day, mayRemove])).toEqual([
    ['2027-07-01', true],
    ['2027-05-12', false],
  ]);
});
