import type { AppLoadContext } from '@remix-run/node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import { decideSheet, type SheetForm, saveSheet } from '~/features/activities/attendance.server';
import type { Memory, ToldNumbers } from '~/features/activities/counting';
import { exampleActivities } from '~/features/activities/example.server';
import { buildActivity } from '~/features/activities/testing';
import { type LoadedExample, loadExample } from '~/features/partnerships/example.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
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
import { progressOf, readPart, rules, rulesFor, units } from './indicators';
import { getIndicator, listIndicators } from './queries.server';
import { indicatorReport } from './report.server';
import { tellTypedAgain } from './told.server';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const PEOPLE: IndicatorForm = {
  ...{ code: 'O.2.3', text: 'Participants supported', level: 'output', unit: 'persons', rule: 'people', parentId: null },
  ...{ baseline: null, baselineDate: null, target: 100, note: '', checked: false, seen: 0 },
};

/** A coordinator in one organisation, a facilitator in another who counts, an editor in a third who is told. */
async function begun(form: Partial<IndicatorForm> = {}) {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const town = await buildOrganisation({ partnershipId, name: 'Town', country: 'ES' });
  const fay = await buildMember({ partnershipId, organisationId: town.id, roles: 'facilitator' });
  const eva = await buildMember({ partnershipId, roles: 'editor' });
  const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, ...form });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  const { id } = made;
  const activity = async (overrides: Record<string, string> = {}) => {
    const activityId = await buildActivity(fay.seat, { country: 'ES', ...overrides });
    await linkActivity(anna.person, partnershipId, id, activityId);
    return activityId;
  };
  const sheet = (count: number, cells: SheetForm['cells'] = [{ sex: 'F', age: '18-60', count }]) => ({
    ...{ id: newId(), day: '2027-05-12', method: 'headCount' as const, bands: 'amif' as const, cells, note: '', submit: true, seen: 0 },
  });
  const count = (activityId: string, form: ReturnType<typeof sheet>) => saveSheet(fay.person, partnershipId, activityId, form);
  const approve = (activityId: string, sheetId: string) =>
    decideSheet(anna.person, partnershipId, activityId, { what: 'approve', sheet: sheetId });
  const read = async ({ person }: typeof anna) => (await getIndicator(person, partnershipId, id)).sum;
  const shown = async ({ seat }: typeof anna) => {
    const { value, leftOut, waiting } = (await listIndicators(seat)).indicators.find((one) => one.id === id) ?? {};
    return { value, leftOut, waiting };
  };
  return { anna, fay, eva, partnershipId, town, id, activity, sheet, count, approve, read, shown };
}

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

describe('small numbers', () => {
  test('of people are left out for others and on the dashboard, and seen as they are by who counted', async () => {
    const { anna, fay, eva, activity, sheet, count, approve, read, shown } = await begun();
    const [one, other] = [await activity(), await activity()];
    for (const [activityId, people] of [
      [one, 3],
      [other, 20],
    ] as const) {
      const form = sheet(people);
      await count(activityId, form);
      await approve(activityId, form.id);
    }
    expect(await read(fay)).toEqual({ value: 23, leftOut: 0, waiting: 0 });
    for (const who of [eva, anna]) expect(await read(who)).toEqual({ value: 20, leftOut: 1, waiting: 0 });
    // Also for the organisation that counted: the page may be shown to a room.
    expect(await shown(fay)).toEqual({ value: 20, leftOut: 1, waiting: 0 });
  });

  test('that were typed are one sum of an organisation for others, told anew only when it differs by enough', async () => {
    const { fay, eva, partnershipId, id, read } = await begun();
    const type = (amount: number) =>
      addValue(fay.person, partnershipId, id, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: 'From the register' });
    await type(3);
    expect(await read(eva)).toEqual({ value: 0, leftOut: 1, waiting: 0 });
    expect(await read(fay)).toMatchObject({ value: 3 });
    const page = await getIndicator(eva.person, partnershipId, id);
    expect(page.values).toEqual([]);
    await type(9);
    expect(await read(eva)).toMatchObject({ value: 12 });
    // One person more would be told by the difference.
    await type(1);
    expect(await read(eva)).toMatchObject({ value: 12 });
    expect(await read(fay)).toMatchObject({ value: 13 });
    const values = (await getIndicator(fay.person, partnershipId, id)).values;
    await removeValue(fay.person, partnershipId, id, values.find(({ amount }) => amount === 9)?.id ?? '');
    expect(await read(eva)).toMatchObject({ value: 0, leftOut: 1 });
  });

  test('that were typed are told by period and by country as far as nobody is given away', async () => {
    const { anna, fay, eva, partnershipId, id } = await begun();
    await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
    const period = (number: number) => ({ id: newId(), partnershipId, number, startMonth: number * 6 - 5, endMonth: number * 6 });
    await db().reportingPeriod.createMany({ data: [period(1), period(2), period(3)] });
    const type = (amount: number, day: string, country: string) =>
      addValue(fay.person, partnershipId, id, { id: newId(), day, country, amount, text: '' });
    await type(30, '2027-05-12', 'ES');
    await type(12, '2027-08-12', 'CY');
    const groups = async () => (await getIndicator(eva.person, partnershipId, id)).by;
    const short = ({ key, value, leftOut }: { key: string; value: number; leftOut: number }) => [key, value, leftOut];
    expect((await groups()).period.map(short)).toEqual([
      ['1', 30, 0],
      ['2', 12, 0],
    ]);
    expect((await groups()).country.map(short)).toEqual([
      ['ES', 30, 0],
      ['CY', 12, 0],
    ]);
    const inPeriod = async (first: string, last: string) => {
      const [{ rows } = { rows: [] }] = await indicatorReport(anna.seat, 'en', { first, last });
      return rows[0]?.slice(6);
    };
    expect(await inPeriod('2027-01-01', '2027-06-30')).toEqual([30, 0, 42, 0]);
    expect(await inPeriod('2027-07-01', '2027-12-31')).toEqual([12, 0, 42, 0]);
    // Of a number that is not told nobody knows in which period it is.
    const few = { id: newId(), day: '2027-05-12', country: 'ES', amount: 3, text: '' };
    await addValue(anna.person, partnershipId, id, few);
    expect(await inPeriod('2027-01-01', '2027-06-30')).toEqual([30, 1, 42, 1]);
    await removeValue(anna.person, partnershipId, id, few.id);
    // Two more in a third period: told to nobody, nor by the difference.
    await type(2, '2028-02-01', 'CY');
    expect((await groups()).period.map(short)).toEqual([
      ['1', 30, 0],
      ['2', 12, 0],
    ]);
    await type(4, '2028-02-02', 'CY');
    expect((await groups()).period.map(short)).toEqual([
      ['1', 30, 0],
      ['2', 12, 0],
      ['3', 6, 0],
    ]);
  });

  test('of a whole and those of it no sum and no difference gives a small number back', async () => {
    const { anna, fay, eva, partnershipId, id } = await begun();
    const part = async () => {
      const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, parentId: id });
      if (!made.ok) throw new Error(JSON.stringify(made.errors));
      return made.id;
    };
    const [first, second] = [await part(), await part()];
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const told = async (of: string) => {
      const { sum } = await getIndicator(eva.person, partnershipId, of);
      return sum.leftOut > 0 ? null : sum.value;
    };
    await type(id, 30);
    await type(first, 28);
    expect([await told(id), await told(first)]).toEqual([30, null]);
    await type(id, 10);
    // It was 28 of 30, and whoever reads 28 now may think so.
    expect([await told(id), await told(first)]).toEqual([40, null]);
    await type(first, 7);
    expect([await told(id), await told(first)]).toEqual([40, 35]);
    // Five are left of the whole: with nine, four would be in both.
    await type(second, 9);
    expect(await told(second)).toBeNull();
    await type(second, 3);
    expect([await told(id), await told(first), await told(second)]).toEqual([40, 35, 12]);
    // What a migration took away is told anew.
    await db().indicatorTold.deleteMany({ where: { indicatorId: id } });
    expect((await getIndicator(eva.person, partnershipId, id)).sum.value).toBe(0);
    await tellTypedAgain();
    expect(await told(id)).toBe(40);
  });

  test('whatever is typed in whatever order, by country too', async () => {
    const { anna, fay, partnershipId } = await begun();
    const COUNTRIES = ['ES', 'CY', 'DE'];
    const define = async (parentId: string | null) => {
      const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, parentId });
      if (!made.ok) throw new Error(JSON.stringify(made.errors));
      return made.id;
    };
    const step = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 14 }), fc.constantFrom(...COUNTRIES));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const whole = await define(null);
        const family = [whole, await define(whole), await define(whole), await define(whole)];
        for (const [at, amount, country] of steps)
          await addValue(fay.person, partnershipId, family[at] ?? '', { id: newId(), day: '2027-05-12', country, amount, text: '' });
        const rows = await db().indicatorTold.findMany({ where: { indicatorId: { in: family } } });
        const now = family.map((id) => {
          const { now: told } = JSON.parse(rows.find(({ indicatorId }) => indicatorId === id)?.told ?? '{"now":null}') as Memory;
          return told && !('few' in told) ? told : null;
        });
        const [all, ...parts] = now;
        if (!all) return;
        // What is left of the whole without some of its parts, in all and of each country of which all of them are told.
        const subsets = Array.from({ length: 7 }, (_, bits) => parts.filter((_part, at) => ((bits + 1) >> at) & 1)).filter(
          (some) => !some.includes(null),
        );
        for (const some of subsets as ToldNumbers[][]) {
          const left = [all.total - some.reduce((sum, { total }) => sum + total, 0)];
          for (const name of COUNTRIES) {
            const of = [all, ...some].map(({ by: { country } }) => (country?.hidden.includes(name) ? null : (country?.parts[name] ?? 0)));
            if (!of.includes(null)) left.push((of[0] ?? 0) - of.slice(1).reduce<number>((sum, count) => sum + (count ?? 0), 0));
          }
          for (const count of left) expect(count <= 0 || count >= 5, JSON.stringify([left, all, some])).toBe(true);
        }
      }),
      // Each run takes four of the indicators that a partnership may have: none are left to make a failure smaller.
      { numRuns: 15, endOnFailure: true },
    );
  });

  test('nor in a period, or of a country, beside all the others', async () => {
    const { anna, fay, eva, partnershipId, id } = await begun();
    const type = (of: string, amount: number, country: string) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country, amount, text: '' });
    const parts: string[] = [];
    for (const counts of [
      [10, 30],
      [17, 23],
    ]) {
      const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, parentId: id });
      if (!made.ok) throw new Error(JSON.stringify(made.errors));
      parts.push(made.id);
      await type(made.id, counts[0] ?? 0, 'ES');
      await type(made.id, counts[1] ?? 0, 'CY');
    }
    await type(id, 30, 'ES');
    await type(id, 70, 'CY');
    const told = async (of: string) => {
      const { by, sum } = await getIndicator(eva.person, partnershipId, of);
      return { sum: sum.value, ...Object.fromEntries(by.country.filter(({ key }) => key).map(({ key, value }) => [key, value])) };
    };
    expect(await Promise.all(parts.map(told))).toEqual([
      { sum: 40, ES: 10, CY: 30 },
      { sum: 40, ES: 17, CY: 23 },
    ]);
    // 30 - 10 - 17 would be three in Spain.
    expect(await told(id)).toEqual({ sum: 100, ES: 0, CY: 0 });
  });

  test('days and months of people are told like people; a baseline of few is not written down', async () => {
    for (const unit of ['days', 'months'] as const) {
      const { anna, fay, eva, partnershipId, id, read } = await begun({ unit, rule: 'none' });
      await addValue(fay.person, partnershipId, id, { id: newId(), day: '2027-05-12', country: 'ES', amount: 3, text: '' });
      expect(await read(eva)).toMatchObject({ value: 0, leftOut: 1 });
      const more: IndicatorForm = { ...PEOPLE, unit, rule: 'none', baseline: 3, baselineDate: '2027-01-01' };
      expect(await addIndicator(anna.person, partnershipId, more)).toEqual({ ok: false, errors: { baseline: 'problem.fewBaseline' } });
      expect(await changeIndicator(anna.person, partnershipId, id, { ...more, seen: 1 })).toMatchObject({ ok: false });
      expect(await addIndicator(anna.person, partnershipId, { ...more, baseline: 5 })).toMatchObject({ ok: true });
    }
  });

  test('by an age that nobody counted by is no small number, and is not said to be one', async () => {
    const { anna, fay, partnershipId, activity, sheet, count, approve } = await begun();
    const one = await activity();
    const form = sheet(20);
    await count(one, form);
    await approve(one, form.id);
    const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, rule: 'age.0-14' });
    if (!made.ok) throw new Error(JSON.stringify(made.errors));
    await linkActivity(anna.person, partnershipId, made.id, one);
    for (const who of [anna, fay]) {
      const page = await getIndicator(who.person, partnershipId, made.id);
      expect(page.sum).toEqual({ value: 0, leftOut: 0, waiting: 0 });
      expect(page.contributions).toMatchObject([{ amount: null, uncounted: true, waits: false }]);
    }
  });

  test('of two counts that are told in the same words nothing differs anywhere for others, by whatever rule it is asked', async () => {
    const { anna, eva, fay, partnershipId, activity, sheet, count } = await begun();
    const one = await activity();
    const pages: string[] = [];
    for (const rule of rules) {
      const unit = units.find((one) => rulesFor(one).includes(rule)) ?? 'persons';
      const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, unit, rule });
      if (made.ok) pages.push(made.id);
      if (made.ok) await linkActivity(anna.person, partnershipId, made.id, one);
    }
    const others = async () => {
      const said = [await listIndicators(eva.seat), await listIndicators(fay.seat)];
      const each = await Promise.all(pages.map((id) => getIndicator(eva.person, partnershipId, id)));
      return JSON.stringify([said, each.map(({ newValue: _, ...page }) => page)]);
    };
    const cell = (sex: 'F' | 'M' | 'X', age: string, count: number) => ({ sex, age, count });
    for (const [a, b] of [
      [[cell('F', '18-60', 3)], [cell('M', '0-17', 4)]],
      [
        [cell('F', '18-60', 12), cell('M', '18-60', 4), cell('X', '18-60', 2)],
        [cell('F', '18-60', 12), cell('M', '18-60', 2), cell('X', '18-60', 4)],
      ],
    ] as const) {
      const seen: string[] = [];
      for (const cells of [a, b]) {
        await db().attendanceSheet.deleteMany({ where: { activityId: one } });
        await db().activity.update({ where: { id: one }, data: { told: '' } });
        const form = sheet(0, [...cells]);
        await count(one, form);
        await decideSheet(anna.person, partnershipId, one, { what: 'approve', sheet: form.id });
        seen.push(await others());
      }
      expect(seen[0]).toBe(seen[1]);
      // What is told of the whole differs from what is told of nobody.
      expect(seen[0]).toContain('"leftOut":1');
    }
  });

  test('a restricted activity is in no number, list or count of those who may not see it, nor on the dashboard', async () => {
    const { anna, eva, fay, partnershipId, id, activity, sheet, count, approve, read, shown } = await begun();
    const secret = await activity({ restriction: 'minors' });
    const form = sheet(40);
    await count(secret, form);
    await approve(secret, form.id);
    expect(await read(eva)).toEqual({ value: 0, leftOut: 0, waiting: 0 });
    const page = await getIndicator(eva.person, partnershipId, id);
    expect(JSON.stringify([page.contributions, page.by, page.choices])).not.toContain(secret);
    expect(await read(fay)).toMatchObject({ value: 40 });
    expect(await read(anna)).toMatchObject({ value: 40 });
    for (const who of [anna, eva, fay]) expect(await shown(who)).toEqual({ value: 0, leftOut: 0, waiting: 0 });
    // It can neither be linked nor be taken out by who does not see it.
    expect(await linkActivity(eva.person, partnershipId, id, secret)).toMatchObject({ ok: false });
    await unlinkActivity(eva.person, partnershipId, id, secret);
    expect(await read(fay)).toMatchObject({ value: 40 });
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
