import { describe, expect, test, vi } from 'vitest';
import { decideSheet, saveSheet } from '~/features/activities/attendance.server';
import type { Memory, ToldNumbers } from '~/features/activities/counting';
import { buildActivity } from '~/features/activities/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { addIndicator, addValue, changeIndicator, linkActivity, removeIndicator, removeValue, unlinkActivity } from './commands.server';
import type { IndicatorForm } from './forms.server';
import { rules, rulesFor, units } from './indicators';
import { getIndicator, listIndicators } from './queries.server';
import { indicatorReport } from './report.server';
import { begun, PEOPLE } from './testing';
import { tellTypedAgain } from './told.server';

type Person = Awaited<ReturnType<typeof begun>>['anna'];

/** A whole and so many parts of it. */
async function family({ person, seat }: Person, parts: 1 | 2): Promise<[string, string, string]> {
  const define = async (parentId: string | null) => {
    const made = await addIndicator(person, seat.partnershipId, { ...PEOPLE, parentId });
    if (!made.ok) throw new Error(JSON.stringify(made.errors));
    return made.id;
  };
  const whole = await define(null);
  return [whole, await define(whole), parts === 2 ? await define(whole) : ''];
}

/** What others are told of each, where one organisation typed. */
async function toldOf(ids: readonly string[]): Promise<(ToldNumbers | null)[]> {
  const rows = await db().indicatorTold.findMany({ where: { indicatorId: { in: [...ids] } } });
  return ids.map((id) => {
    const { now } = JSON.parse(rows.find(({ indicatorId }) => indicatorId === id)?.told ?? '{"now":null}') as Memory;
    return now && !('few' in now) ? now : null;
  });
}

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

  test('nor does an older whole, without what is told of its parts now', async () => {
    const { anna, fay, partnershipId } = await begun();
    const [whole, first, second] = await family(anna, 2);
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const told = async () => (await toldOf([whole, first, second])).map((one) => one?.total ?? null);
    await type(first, 50);
    await type(whole, 100);
    await type(second, 47);
    expect(await told()).toEqual([100, 50, null]);
    // News say what was typed: 47 was it already when the whole was 100.
    await type(whole, 10);
    expect(await told()).toEqual([110, 50, null]);
    await type(second, 8);
    expect(await told()).toEqual([110, 50, 55]);
  });

  test('nor does what is left of a whole beside its part, earlier and now', async () => {
    const { anna, fay, partnershipId } = await begun();
    const [whole, part] = await family(anna, 1);
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    await type(whole, 100);
    await type(part, 50);
    await type(whole, 10);
    // Ten more in all, seven of them here: three more elsewhere.
    await type(part, 7);
    expect((await toldOf([whole, part])).map((one) => one?.total)).toEqual([110, 50]);
    await type(part, 3);
    expect((await toldOf([whole, part])).map((one) => one?.total)).toEqual([110, 60]);
  });

  test('what is a part stays one where numbers of people were typed, also when it or its whole is removed', async () => {
    const { anna, eva, fay, partnershipId } = await begun();
    const [whole, part] = await family(anna, 1);
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const change = (id: string, form: Partial<IndicatorForm>) => changeIndicator(eva.person, partnershipId, id, { ...PEOPLE, ...form });
    const fixed = { ok: false, errors: { parentId: 'problem.partFixed' } };
    await type(whole, 43);
    // Nothing was typed of it: taken out and typed then, it would be beside what is told of the whole.
    expect(await change(part, { parentId: null, seen: 1 })).toEqual(fixed);
    await type(part, 40);
    expect(await change(part, { parentId: null, seen: 1 })).toEqual(fixed);
    const other = await addIndicator(anna.person, partnershipId, PEOPLE);
    expect(await change(part, { parentId: other.ok ? other.id : '', seen: 1 })).toEqual(fixed);
    expect(await change(part, { parentId: whole, text: 'Of them', seen: 1 })).toEqual({ ok: true });
    expect((await toldOf([whole, part])).map((one) => one?.total)).toEqual([43, undefined]);
    await removeIndicator(eva.person, partnershipId, whole);
    const { indicators } = await listIndicators(eva.seat);
    expect(indicators.find(({ id }) => id === part)).toMatchObject({ parentId: null, leftOut: 1, value: 0 });
    expect(await getIndicator(eva.person, partnershipId, part)).toMatchObject({ parent: null, parentId: null });
    // As its form has it, which knows of no whole.
    expect(await change(part, { text: 'All of them', seen: 2 })).toEqual({ ok: true });
    await type(part, 0);
    expect((await toldOf([part]))[0]).toBeNull();
  });

  test('a whole is not told when its part is removed that was', async () => {
    const { anna, eva, fay, partnershipId } = await begun();
    const [whole, part] = await family(anna, 1);
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    await type(part, 40);
    await type(whole, 43);
    await removeIndicator(eva.person, partnershipId, part);
    await type(whole, 0);
    expect((await toldOf([whole]))[0]).toBeNull();
    // Where nobody typed anything, the parts of what is removed stand by themselves.
    const [empty, free] = await family(anna, 1);
    await removeIndicator(eva.person, partnershipId, empty);
    expect(await db().indicator.findUnique({ where: { id: free } })).toMatchObject({ parentId: null });
  });

  test('of values that were taken out while nothing was told none is left out; one that cannot be read keeps no other back', async () => {
    const { anna, fay, eva, partnershipId, id, read } = await begun();
    const broken = await addIndicator(anna.person, partnershipId, PEOPLE);
    const organisationId = fay.seat.organisationId;
    const rows = [
      { indicatorId: broken.ok ? broken.id : '', told: '{"now":null' },
      { indicatorId: id, told: '{"now":null,"before":[{"total":12,"by":{}}]}' },
    ];
    await db().indicatorTold.createMany({ data: rows.map((row) => ({ ...row, organisationId, partnershipId })) });
    expect(await read(eva)).toMatchObject({ leftOut: 1 });
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    await tellTypedAgain();
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    await db().indicatorTold.deleteMany({ where: { told: '{"now":null' } });
    expect(await read(eva)).toMatchObject({ value: 0, leftOut: 0 });
  });

  test('sent twice at once a value is one, and of two at once each is told beside the other', async () => {
    const { anna, fay, partnershipId } = await begun();
    const [whole] = await family(anna, 1);
    const form = (amount: number) => ({ id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const twice = form(43);
    const sent = [twice, twice].map((one) => addValue(fay.person, partnershipId, whole, one));
    expect(await Promise.all(sent)).toEqual([{ ok: true }, { ok: true }]);
    expect((await toldOf([whole]))[0]?.total).toBe(43);
    const [other, its] = await family(anna, 1);
    await Promise.all([addValue(fay.person, partnershipId, other, form(43)), addValue(fay.person, partnershipId, its, form(40))]);
    expect((await toldOf([other, its])).filter((one) => one !== null)).toHaveLength(1);
  });

  test('nothing typed is told beside what activities of the organisation add to the whole, or to a part', async () => {
    const { anna, eva, fay, partnershipId, id, activity, sheet, count, approve, read } = await begun();
    const made = await addIndicator(anna.person, partnershipId, { ...PEOPLE, parentId: id });
    const part = made.ok ? made.id : '';
    const type = (of: string, amount: number, who = fay) =>
      addValue(who.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const one = await activity();
    const form = sheet(40);
    await count(one, form);
    await approve(one, form.id);
    expect(await read(eva)).toMatchObject({ value: 40, leftOut: 0 });
    await type(part, 37);
    const partFor = async ({ person }: typeof anna) => (await getIndicator(person, partnershipId, part)).sum;
    expect(await partFor(eva)).toMatchObject({ value: 0, leftOut: 1 });
    expect(await partFor(fay)).toMatchObject({ value: 37, leftOut: 0 });
    // What is typed for the same indicator is not a part of it, and others have nothing to do with the activity.
    await type(id, 12);
    expect(await read(eva)).toMatchObject({ value: 52, leftOut: 0 });
    await type(part, 20, eva);
    expect(await partFor(anna)).toMatchObject({ value: 20, leftOut: 1 });
    // Who takes the activity out knows of it.
    await unlinkActivity(eva.person, partnershipId, id, one);
    await type(part, 0);
    expect(await partFor(eva)).toMatchObject({ value: 20, leftOut: 1 });
    const values = (await getIndicator(fay.person, partnershipId, part)).values;
    for (const value of values) await removeValue(fay.person, partnershipId, part, value.id);
    expect(await partFor(anna)).toMatchObject({ value: 20, leftOut: 0 });
  });

  test('no activity is linked beside numbers of its organisations that are told already', async () => {
    const { anna, eva, fay, partnershipId } = await begun();
    const [whole, part, other] = await family(anna, 2);
    const type = (of: string, amount: number) =>
      addValue(fay.person, partnershipId, of, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
    const link = (of: string, activityId: string) => linkActivity(anna.person, partnershipId, of, activityId);
    const [own, others] = [await buildActivity(fay.seat, {}), await buildActivity(eva.seat, {})];
    const together = await buildActivity(eva.seat, { coOrganisers: fay.seat.organisationId });
    await type(part, 37);
    const refused = { ok: false, errors: { activity: 'problem.typedBeside' } };
    expect(await link(whole, own)).toEqual(refused);
    expect(await link(whole, together)).toEqual(refused);
    expect(await link(whole, others)).toEqual({ ok: true });
    expect(await link(part, own)).toEqual({ ok: true });
    expect(await link(other, own)).toEqual({ ok: true });
    // Linked already it stays linked.
    await type(whole, 3);
    expect(await link(part, own)).toEqual({ ok: true });
    // What was not told yet is told no more.
    const [all, some] = await family(anna, 1);
    await type(some, 3);
    expect(await link(all, own)).toEqual({ ok: true });
    await unlinkActivity(anna.person, partnershipId, all, own);
    await type(some, 34);
    expect((await toldOf([some]))[0]).toBeNull();
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

  test('days and months of people are told where they are of enough people, however much each had; a baseline of few is not written down', async () => {
    for (const [unit, most] of [
      ['days', 365],
      ['months', 14],
    ] as const) {
      const { anna, fay, eva, partnershipId, id, read } = await begun({ unit, rule: 'none' });
      const type = (amount: number) =>
        addValue(fay.person, partnershipId, id, { id: newId(), day: '2027-05-12', country: 'ES', amount, text: '' });
      await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01', endDate: '2027-12-31' } });
      // One child, half a year.
      await type(6);
      expect(await read(eva)).toMatchObject({ value: 0, leftOut: 1 });
      expect(await read(fay)).toMatchObject({ value: 6, leftOut: 0 });
      await type(5 * most - 7);
      expect(await read(eva)).toMatchObject({ value: 0, leftOut: 1 });
      await type(1);
      expect(await read(eva)).toMatchObject({ value: 5 * most, leftOut: 0 });
      await type(5 * most - 1);
      expect(await read(eva)).toMatchObject({ value: 5 * most, leftOut: 0 });
      // Of a project that lasts longer, as it is now.
      await db().partnership.update({ where: { id: partnershipId }, data: { endDate: '2039-12-31' } });
      await tellTypedAgain();
      expect(await read(eva)).toMatchObject({ value: 0, leftOut: 1 });
      await db().partnership.update({ where: { id: partnershipId }, data: { endDate: null } });
      await type(1_000_000);
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

  test('of one of two organisations are missing in what the activity adds, which says so', async () => {
    const { anna, eva, fay, partnershipId, id, activity, sheet } = await begun();
    const one = await activity({ coOrganisers: eva.seat.organisationId });
    const forms = [sheet(20), sheet(3)] as const;
    await saveSheet(fay.person, partnershipId, one, forms[0]);
    await saveSheet(eva.person, partnershipId, one, forms[1]);
    for (const { id: counted } of forms) {
      const { version: seen } = await db().attendanceSheet.findUniqueOrThrow({ where: { id: counted } });
      await decideSheet(anna.person, partnershipId, one, { what: 'approve', sheet: counted, seen });
    }
    const addsFor = async ({ person }: typeof anna) => (await getIndicator(person, partnershipId, id)).contributions;
    expect(await addsFor(anna)).toMatchObject([{ amount: 20, leftOut: 1 }]);
    expect(await addsFor(eva)).toMatchObject([{ amount: 23, leftOut: 0 }]);
  });

  test('of two counts that are told in the same words nothing differs anywhere for others, by whatever rule it is asked', async () => {
    const { anna, eva, fay, partnershipId, activity, sheet, count, approve } = await begun();
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
        await approve(one, form.id);
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
    // Nor does a locked period say that there is something of it.
    await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
    const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
    await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
    expect(await changeIndicator(eva.person, partnershipId, id, { ...PEOPLE, rule: 'sex.F', seen: 1 })).toEqual({ ok: true });
  });
});
