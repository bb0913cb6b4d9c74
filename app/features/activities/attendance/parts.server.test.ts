import { describe, expect, test } from 'vitest';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { countables } from '../countable.server';
import { getActivity } from '../queries.server';
import { buildActivity } from '../testing';
import { decideSheet, saveSheet } from './commands.server';
import { type Cell, cellField } from './counts';
import { readSheet, type SheetForm } from './forms.server';
import { ASKED, type Axis, type Parts, partField, STATELESS, typedSums } from './parts';
import { countryChoices } from './parts-form.server';
import { attendanceOf } from './queries.server';
import { readRules, setRules } from './rules.server';

const page = { bands: 'amif', startDate: '2027-05-12', endDate: '2027-05-12' } as const;

const F = (count: number): Cell => ({ sex: 'F', age: '18-60', count });

/** The form of a sheet on which twelve women are counted. */
function typed(rows: Partial<Record<Axis, [name: string, count: string][]>>, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  const usual = { sheet: newId(), method: 'headCount', intent: 'submit', [cellField('F', '18-60')]: '12' };
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.set(name, value);
  for (const [axis, all] of Object.entries(rows) as [Axis, [string, string][]][]) {
    form.append(ASKED, axis);
    for (const [row, [name, count]] of all.entries()) {
      form.set(partField(axis, 'name', row), name);
      form.set(partField(axis, 'count', row), count);
    }
  }
  return form;
}

describe('the form', () => {
  const problems = (...args: Parameters<typeof typed>) => {
    const read = readSheet(typed(...args), undefined, page);
    return read.ok ? {} : read.problems;
  };

  test('reads each by itself; rows without anything say nothing', () => {
    const form = typed({
      group: [
        ['Newcomers', '9'],
        ['Long-term residents', ''],
        ['Carers', '0'],
      ],
      country: [
        ['SY', '4'],
        ['', ''],
        [STATELESS, ' 1 '],
      ],
    });
    expect(readSheet(form, undefined, page)).toMatchObject({
      ok: true,
      form: {
        parts: {
          group: [{ name: 'Newcomers', count: 9 }],
          country: [
            { name: 'SY', count: 4 },
            { name: STATELESS, count: 1 },
          ],
        },
      },
    });
    expect(typedSums([...form].map(([name, value]) => [name, String(value)] as const))).toEqual({ total: 12, group: 9, country: 5 });
  });

  test('no more than came', () => {
    expect(problems({ country: [['SY', '12']] })).toEqual({});
    const tooMany = { [partField('country', 'count', 1)]: 'problem.moreThanCame' };
    const syria: [string, string] = ['SY', '12'];
    const iraq: [string, string] = ['IQ', '1'];
    expect(problems({ country: [syria, iraq] })).toEqual(tooMany);
    expect(problems({ country: [syria, iraq] }, { intent: 'draft' })).toEqual(tooMany);
    // Each by itself: together they may be more.
    expect(problems({ country: [syria], group: [['Newcomers', '12']] })).toEqual({});
    // What is wrong with the people themselves is said first.
    expect(Object.values(problems({ country: [syria] }, { [cellField('F', '18-60')]: 'many' }))).toEqual(['problem.number']);
  });

  test('says what is wrong with a row', () => {
    expect(problems({ country: [['', '2']] })).toEqual({ [partField('country', 'name', 0)]: 'problem.countryMissing' });
    expect(problems({ country: [['SY', '']] })).toEqual({ [partField('country', 'count', 0)]: 'problem.howMany' });
    expect(problems({ country: [['Atlantis', '2']] })).toEqual({ [partField('country', 'name', 0)]: 'problem.choice' });
    expect(problems({ country: [['SY', 'few']] })).toEqual({ [partField('country', 'count', 0)]: 'problem.number' });
    expect(problems({ group: [['x'.repeat(201), '2']] })).toEqual({ [partField('group', 'name', 0)]: 'problem.choice' });
    const twice: [string, string][] = [
      ['SY', '2'],
      ['SY', '1'],
    ];
    expect(problems({ country: twice })).toEqual({ [partField('country', 'name', 1)]: 'problem.twice' });
  });

  test('of before there were any says nothing of them', () => {
    const read = readSheet(typed({}), undefined, page);
    expect(read).toMatchObject({ ok: true, form: { parts: {} } });
  });

  test('countries are in the order of the reader', () => {
    const names = (language: string) => countryChoices(language).map(({ name }) => name);
    expect(names('en').slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania']);
    expect(names('es')).toContain('Siria');
    expect(new Set(names('el')).size).toBe(250);
  });
});

describe('sheets', () => {
  async function begun() {
    const anna = await buildMember();
    const { partnershipId } = anna.seat;
    const town = await buildOrganisation({ partnershipId, name: 'Town' });
    const club = await buildOrganisation({ partnershipId, name: 'Club' });
    const member = (roles: string, organisationId: string) => buildMember({ partnershipId, organisationId, roles });
    const fay = await member('facilitator', town.id);
    const id = await buildActivity(fay.seat, { coOrganisers: club.id });
    const count = (form: SheetForm) => saveSheet(fay.person, partnershipId, id, form);
    const page = ({ person }: BuiltMember = fay) => attendanceOf(person, partnershipId, id);
    const parts = async () => (await page()).sheets[0]?.counted?.parts;
    return { anna, fay, partnershipId, town, club, member, id, count, page, parts };
  }
  const sheet = (cells: Cell[], parts?: Partial<Parts>): SheetForm => ({
    ...{ id: newId(), day: '2027-05-12', method: 'headCount', bands: 'amif', note: '', submit: true, seen: 0 },
    cells,
    parts,
  });
  const both: Parts = {
    group: [{ name: 'Newcomers', count: 9 }],
    country: [
      { name: 'SY', count: 7 },
      { name: 'IQ', count: 5 },
    ],
  };

  test('keep them; sent twice it is one, and a form that does not ask for them leaves them', async () => {
    const { count, parts, id } = await begun();
    const first = sheet([F(12)], both);
    expect(await count(first)).toEqual({ ok: true });
    expect(await count(first)).toEqual({ ok: true });
    expect(await db().attendanceSheet.count({ where: { activityId: id } })).toBe(1);
    expect(await parts()).toEqual(both);
    // Another sheet of that id is not the same.
    expect(await count({ ...first, parts: { ...both, country: [{ name: 'SY', count: 12 }] } })).toMatchObject({ ok: false });
    // As it was kept on a phone before there were parts.
    expect(await count({ ...first, parts: undefined, cells: [F(13)], seen: 1 })).toEqual({ ok: true });
    expect(await parts()).toEqual(both);
    expect(await count({ ...first, parts: undefined, cells: [F(10)], seen: 2 })).toEqual({ ok: true });
    expect(await parts()).toEqual({ group: both.group, country: [] });
    expect(await count({ ...first, parts: { group: [] }, cells: [F(10)], seen: 3 })).toEqual({ ok: true });
    expect(await parts()).toEqual({ group: [], country: [] });
    expect(await db().attendancePart.count({ where: { sheetId: first.id } })).toBe(0);
  });

  test('tell them to the organisation that counted, and to nobody else in any words', async () => {
    const { anna, fay, partnershipId, town, club, member, id, count, page } = await begun();
    const form = sheet([F(40)], both);
    await count(form);
    await decideSheet(anna.person, partnershipId, id, { what: 'approve', sheet: form.id, seen: 1 });
    for (const who of [anna, await member('coordinator', club.id), await member('editor', club.id), await member('observer', club.id)]) {
      const told = JSON.stringify([
        await page(who),
        await getActivity(who.person, partnershipId, id),
        await countables(who.seat, [id], 'reader'),
        await countables(who.seat, [id], 'everybody'),
      ]);
      expect(told).toContain('40');
      expect(told).not.toMatch(/Newcomers|"(SY|IQ)"/);
    }
    expect((await page(await member('observer', town.id))).sheets[0]?.counted?.parts).toEqual(both);
    // Nor do they stand in what others are told, or where sums are made.
    const { told, parts } = await db().activity.findUniqueOrThrow({ where: { id } });
    expect(told + parts).not.toMatch(/Newcomers|SY|IQ|group|country/);
    expect(await db().change.count({ where: { partnershipId, subjectTitle: { contains: 'SY' } } })).toBe(0);
    expect(fay.seat.organisationId).toBe(town.id);
  });

  test('are asked for where the partnership wants it, and what was counted before stays in the form', async () => {
    const { anna, partnershipId, count, page, parts } = await begun();
    const rules = async (fields: Record<string, string>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ bands: 'amif', smallest: '5', ...fields })) form.set(name, value);
      const read = readRules(form);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await setRules(anna.seat, read.rules);
    };
    expect((await page()).asks).toEqual([]);
    await rules({ byGroup: 'on', byCountry: 'on' });
    // Without target groups nobody can be counted by them.
    expect((await page()).asks).toEqual(['country']);
    const group = { id: newId(), partnershipId, position: 0, name: 'Newcomers', rank: 'principal' };
    await db().targetGroup.create({ data: group });
    expect(await page()).toMatchObject({ asks: ['group', 'country'], groups: ['Newcomers'] });
    await count(sheet([F(12)], both));
    // A group that is renamed or taken out takes no number along.
    await db().targetGroup.delete({ where: { id: group.id } });
    await rules({});
    expect(await page()).toMatchObject({ asks: [], groups: [] });
    expect(await parts()).toEqual(both);
  });
});
