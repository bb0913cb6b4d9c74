import { describe, expect, test } from 'vitest';
import { buildPerson } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import {
  createPartnership,
  removeDeadline,
  removeOrganisation,
  removePlace,
  saveDeadline,
  saveOrganisation,
  savePlace,
} from './commands.server';
import { factsVersion } from './facts';
import * as factsCommands from './facts.server';
import { readDeadline, readFacts, readNewPartnership, readOrganisation, readPlace, readSeen } from './forms.server';
import { invite, withdrawInvitation } from './invitations.server';
import { organisationFields, versionOf as rowVersion } from './meanwhile';
import { readGrants, type Seat } from './partnerships';
import type { Read } from './problems';
import { getFacts, listPartnerships, seatFor } from './queries.server';
import { buildMember, buildOrganisation } from './testing';

const nothingReported = async () => [];
type Before<T extends unknown[]> = T extends [...infer Rest, unknown] ? Rest : never;
const saveFacts = (...[person, id, facts, seen]: Before<Parameters<typeof factsCommands.saveFacts>>) =>
  factsCommands.saveFacts(person, id, facts, seen, nothingReported);
const moveStart = (...[person, id, date, seen]: Before<Parameters<typeof factsCommands.moveStart>>) =>
  factsCommands.moveStart(person, id, date, seen, nothingReported);

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const text of [value].flat()) form.append(name, text);
  return form;
}

function taken<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(`The form was refused: ${JSON.stringify(read.problems)}`);
  return read.value;
}

const refusal = async (attempt: Promise<unknown>) => {
  const thrown = await attempt.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).status).toBe(404);
};

const gone = { ok: false, field: 'form', problem: { reason: 'removed-meanwhile' } };

const factsForm = (overrides: Record<string, string | string[]> = {}) =>
  formOf({
    acronym: '@nclusion',
    title: 'Fostering inclusion of LGBTQI+ migrants at local level',
    aliases: '@NCLUSION, @nclution',
    call: 'AMIF-2023-TF2-AG-CALL-02-LOCAL',
    priority: 'Local integration strategies',
    projectCode: '0101141076',
    start: '01/04/2024',
    end: '31/03/2027',
    totalBudget: '1.430.071,05',
    grant: '1,287,063.95 €',
    rate: '90 %',
    workingLanguage: 'en',
    languages: ['en', 'de', 'el', 'it', 'pl', 'es'],
    fundingDisclaimer: 'Funded by the European Union.\r\nViews are the authors’ own.',
    objectives: 'SO1 Strategies\nSO2: Know-how\n\nTools',
    principal: 'LGBTQI+ migrants',
    secondary: 'Migrants\nLocals',
    ...overrides,
  });

const versionOf = async (seat: Seat) => factsVersion(await getFacts(seat));

describe('opening a partnership', () => {
  const form = () =>
    formOf({ acronym: 'KOINON', title: 'A league of towns', workingLanguage: 'en', name: 'Town', country: 'CY', type: 'local-authority' });

  test('makes its first coordinator and its coordinating organisation', async () => {
    const person = await buildPerson({ mayOpenPartnerships: true });
    const id = await createPartnership(person, taken(readNewPartnership(form())));
    const seat = await seatFor(person.userId, id);
    expect(seat?.grants).toEqual([{ role: 'coordinator', language: '' }]);
    const facts = await getFacts(seat as Seat);
    expect(facts.organisations).toMatchObject([{ name: 'Town', role: 'coordinator', country: 'CY' }]);
    expect(await listPartnerships(person)).toMatchObject([{ id, acronym: 'KOINON', countries: ['CY'], counts: { members: 1 } }]);
  });

  test('is refused to those whom the host did not allow it', async () => {
    await refusal(createPartnership(await buildPerson(), taken(readNewPartnership(form()))));
  });

  test('says at each field what is missing', () => {
    const read = readNewPartnership(formOf({ acronym: ' ', workingLanguage: 'xx', country: 'XX', type: 'pirates' }));
    expect(read).toEqual({
      ok: false,
      problems: {
        acronym: { reason: 'required' },
        title: { reason: 'required' },
        name: { reason: 'required' },
        workingLanguage: { reason: 'not-a-choice' },
        country: { reason: 'not-a-choice' },
        type: { reason: 'not-a-choice' },
      },
    });
  });
});

describe('saving facts', () => {
  test('another first day changes that and nothing else, unless somebody saved meanwhile', async () => {
    const { person, seat } = await buildMember();
    await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm())), await versionOf(seat));
    const before = await getFacts(seat);
    expect(await moveStart(person, seat.partnershipId, '2024-05-01', 'an older version')).toMatchObject({ ok: false });
    expect(await moveStart(person, seat.partnershipId, '2024-05-01', await versionOf(seat))).toEqual({ ok: true });
    const { updatedAt, ...after } = await getFacts(seat);
    expect(after).toEqual({ ...before, startDate: '2024-05-01', updatedAt: undefined });
    expect(updatedAt).toBeInstanceOf(Date);
    const { person: reader } = await buildMember({ partnershipId: seat.partnershipId, roles: 'editor' });
    await refusal(moveStart(reader, seat.partnershipId, '2024-06-01', await versionOf(seat)));
  });

  test('stores dates as ISO, sums as cents, the code as text, names as typed', async () => {
    const { person, seat } = await buildMember();
    expect(await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm())), await versionOf(seat))).toEqual({ ok: true });
    const facts = await getFacts(seat);
    expect(facts).toMatchObject({
      acronym: '@nclusion',
      projectCode: '0101141076',
      startDate: '2024-04-01',
      endDate: '2027-03-31',
      endDateOpen: false,
      totalBudgetCents: 143007105n,
      grantCents: 128706395n,
      rateBasisPoints: 9000,
      languages: ['en', 'de', 'el', 'it', 'pl', 'es'],
      fundingDisclaimer: 'Funded by the European Union.\nViews are the authors’ own.',
    });
    expect(facts.objectives.map(({ code, text }) => [code, text])).toEqual([
      ['SO1', 'Strategies'],
      ['SO2', 'Know-how'],
      ['SO3', 'Tools'],
    ]);
    expect(facts.principal.map(({ name }) => name)).toEqual(['LGBTQI+ migrants']);
    expect(facts.secondary.map(({ name }) => name)).toEqual(['Migrants', 'Locals']);
  });

  test('31/04/2027 is refused with its reason; as "date open" it is kept as typed and the other fields save', async () => {
    expect(readFacts(factsForm({ end: '31/04/2027' }))).toEqual({
      ok: false,
      problems: { end: { reason: 'days-in-month', month: 4, days: 30, year: 2027 } },
    });
    const { person, seat } = await buildMember();
    const open = taken(readFacts(factsForm({ end: '31/04/2027', endOpen: '31/04/2027', title: 'Another title' })));
    await saveFacts(person, seat.partnershipId, open, await versionOf(seat));
    expect(await getFacts(seat)).toMatchObject({ endDate: null, endDateTyped: '31/04/2027', endDateOpen: true, title: 'Another title' });
    // A date that exists closes the question, ticked or not.
    const closed = taken(readFacts(factsForm({ end: '31/03/2027', endOpen: '31/04/2027' })));
    await saveFacts(person, seat.partnershipId, closed, await versionOf(seat));
    expect(await getFacts(seat)).toMatchObject({ endDate: '2027-03-31', endDateTyped: null, endDateOpen: false });
  });

  test('a date is kept open by the tick for exactly its text: another one that is none is refused', () => {
    const ticked = { endOpen: '31/04/2027' };
    const reasons = { '31/06/2027': 'days-in-month', sooon: 'not-a-date', 'December 2027': 'day-missing' };
    for (const [end, reason] of Object.entries(reasons)) {
      expect(readFacts(factsForm({ ...ticked, end })), end).toMatchObject({ ok: false, problems: { end: { reason } } });
      expect(taken(readFacts(factsForm({ end, endOpen: end }))).end).toEqual({ date: null, typed: end, open: true });
    }
    // Spaces make no other text, and an empty field is none that could be wrong.
    expect(taken(readFacts(factsForm({ ...ticked, end: ' 31/04/2027 ' }))).end).toEqual({ date: null, typed: '31/04/2027', open: true });
    expect(taken(readFacts(factsForm({ ...ticked, end: '' }))).end).toEqual({ date: null, typed: null, open: true });
    expect(readFacts(factsForm({ end: 'x'.repeat(101), endOpen: 'x'.repeat(101) }))).toEqual({
      ok: false,
      problems: { end: { reason: 'too-long', max: 100 } },
    });
  });

  test('1.430.071.05 is asked about, and stored after the tick beside exactly this sum', () => {
    expect(readFacts(factsForm({ totalBudget: '1.430.071.05' }))).toEqual({
      ok: false,
      problems: { totalBudget: { reason: 'confirm-amount', cents: 143007105n } },
    });
    const ticked = { totalBudget: '1.430.071.05', totalBudgetConfirmed: '143007105' };
    expect(taken(readFacts(factsForm(ticked))).totalBudgetCents).toBe(143007105n);
    // The tick was for another sum.
    expect(readFacts(factsForm({ ...ticked, totalBudget: '1.430.072.05' })).ok).toBe(false);
  });

  test('an end before the start, a rate above 100, another currency and long texts are refused at their fields', () => {
    const read = readFacts(
      factsForm({ end: '31/03/2023', rate: '120', grant: '5 PLN', acronym: 'x'.repeat(41), objectives: 'y'.repeat(1001) }),
    );
    expect(read).toEqual({
      ok: false,
      problems: {
        acronym: { reason: 'too-long', max: 40 },
        objectives: { reason: 'too-long', max: 1000 },
        end: { reason: 'before-start' },
        rate: { reason: 'not-a-percentage' },
        grant: { reason: 'not-euro' },
      },
    });
    expect(readFacts(factsForm({ end: '31/03/2023', rate: '120', grant: '5 PLN' }))).toEqual({
      ok: false,
      problems: { end: { reason: 'before-start' }, rate: { reason: 'not-a-percentage' }, grant: { reason: 'not-euro' } },
    });
  });

  test('control characters, which PostgreSQL refuses, are spaces', async () => {
    const { person, seat } = await buildMember();
    const facts = taken(readFacts(factsForm({ title: 'a\u0000b', fundingDisclaimer: 'c\u0000d\ne' })));
    await saveFacts(person, seat.partnershipId, facts, await versionOf(seat));
    expect(await getFacts(seat)).toMatchObject({ title: 'a b', fundingDisclaimer: 'c d\ne' });
  });

  test('does not overwrite what somebody else saved in between', async () => {
    const { person, seat } = await buildMember();
    const seen = await versionOf(seat);
    await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm({ title: 'First' }))), seen);
    const second = await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm({ title: 'Second' }))), seen);
    expect(second).toMatchObject({
      ok: false,
      field: 'form',
      problem: { reason: 'changed-meanwhile' },
      // The reader is told what differs, and how it stands now.
      meanwhile: { fields: ['title'], stored: { title: 'First' }, version: await versionOf(seat) },
    });
    expect((await getFacts(seat)).title).toBe('First');
  });

  test('overwrites what somebody else saved once its reader ticks exactly that version', async () => {
    const { person, seat } = await buildMember();
    const seen = await versionOf(seat);
    await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm({ title: 'First' }))), seen);
    const first = await versionOf(seat);
    const form = factsForm({ title: 'Second', seen, overwrite: first });
    expect(await saveFacts(person, seat.partnershipId, taken(readFacts(form)), readSeen(form))).toEqual({ ok: true });
    expect((await getFacts(seat)).title).toBe('Second');
    // A third save came in between: the tick was not for that one.
    expect(await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm({ title: 'Third' }))), first)).toMatchObject({
      ok: false,
    });
  });

  test('who saves what is stored already is not told of others', async () => {
    const { person, seat } = await buildMember();
    const seen = await versionOf(seat);
    await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm())), seen);
    expect(await saveFacts(person, seat.partnershipId, taken(readFacts(factsForm())), seen)).toEqual({ ok: true });
    expect(await db().change.count({ where: { partnershipId: seat.partnershipId } })).toBe(1);
  });

  test('drops the source of a fact that changed, and keeps the others', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    await saveFacts(person, p, taken(readFacts(factsForm())), await versionOf(seat));
    const fields = ['endDate', 'duration', 'startDate', 'totalBudget', 'grant', 'rate', 'objectives', 'targetGroups', 'organisations'];
    await db().source.createMany({ data: fields.map((field) => ({ id: newId(), partnershipId: p, field, label: 'A page' })) });
    const left = async () => (await getFacts(seat)).sources.map(({ field }) => field).sort();
    await saveFacts(person, p, taken(readFacts(factsForm({ call: 'Another' }))), await versionOf(seat));
    expect(await left()).toEqual([...fields].sort());
    const changes = { call: 'Another', end: '30/06/2027', grant: '1,200,000.00', secondary: 'Migrants' };
    await saveFacts(person, p, taken(readFacts(factsForm(changes))), await versionOf(seat));
    expect(await left()).toEqual(['objectives', 'organisations', 'rate', 'startDate', 'totalBudget']);
  });

  test('keeps an objective and a target group that stay: their ids, and the language they were written in', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    await saveFacts(person, p, taken(readFacts(factsForm())), await versionOf(seat));
    await db().objective.updateMany({ where: { partnershipId: p, code: 'SO2' }, data: { language: 'el' } });
    await db().targetGroup.updateMany({ where: { partnershipId: p, name: 'Locals' }, data: { language: 'el' } });
    const before = await getFacts(seat);
    const reordered = { objectives: 'SO2 Τεχνογνωσία\nWatch\nSO1 Strategies', principal: 'LGBTQI+ migrants\nLocals', secondary: '' };
    await saveFacts(person, p, taken(readFacts(factsForm(reordered))), await versionOf(seat));
    const after = await getFacts(seat);
    const idOf = (code: string) => before.objectives.find((row) => row.code === code)?.id;
    expect(after.objectives).toMatchObject([
      { id: idOf('SO2'), code: 'SO2', text: 'Τεχνογνωσία', language: 'el' },
      { id: idOf('SO3'), code: 'SO3', text: 'Watch', language: 'en' },
      { id: idOf('SO1'), code: 'SO1', text: 'Strategies', language: 'en' },
    ]);
    expect(after.principal.map(({ id, language }) => [id, language])).toEqual([
      [before.principal[0]?.id, 'en'],
      [before.secondary.find(({ name }) => name === 'Locals')?.id, 'el'],
    ]);
    expect(after.secondary).toEqual([]);
  });

  test('a title that is missing hides neither the doubtful sums nor the impossible date', () => {
    const read = readFacts(factsForm({ title: '', end: '31/04/2027', totalBudget: '1.430.071.05', grant: '1.287.063.95' }));
    expect(read).toMatchObject({
      ok: false,
      problems: {
        title: { reason: 'required' },
        end: { reason: 'days-in-month' },
        totalBudget: { reason: 'confirm-amount' },
        grant: { reason: 'confirm-amount' },
      },
    });
  });

  test('is for coordinators of this partnership only', async () => {
    const { seat } = await buildMember();
    const facts = taken(readFacts(factsForm()));
    const editor = await buildMember({ partnershipId: seat.partnershipId, roles: 'editor' });
    await refusal(saveFacts(editor.person, seat.partnershipId, facts, await versionOf(seat)));
    await refusal(saveFacts((await buildMember()).person, seat.partnershipId, facts, await versionOf(seat)));
  });
});

describe('organisations, places and deadlines', () => {
  const organisation = taken(
    readOrganisation(formOf({ name: 'Ajuntament d’Alzira', shortName: '', country: 'ES', type: 'local-authority', role: 'partner' })),
  );
  const place = taken(
    readPlace(formOf({ name: 'Nicosia', aliases: 'Nikosia, Λευκωσία, Lefkoşa', country: 'CY', kind: 'municipality', organisationId: '' })),
  );
  const deadline = taken(readDeadline(formOf({ title: 'Call closes', date: '16.2.2021', time: '17:00', zone: 'Europe/Brussels' })));

  test('are added, changed and removed', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const added = await saveOrganisation(person, p, null, organisation);
    if (!added.ok) throw new Error('refused');
    const which = { id: added.id, seen: rowVersion(organisation, organisationFields) };
    await saveOrganisation(person, p, which, { ...organisation, shortName: 'Alzira' });
    const town = await savePlace(person, p, null, { ...place, organisationId: added.id });
    const call = await saveDeadline(person, p, null, deadline);
    const facts = await getFacts(seat);
    expect(facts.organisations.map(({ shortName }) => shortName)).toContain('Alzira');
    expect(facts.places).toMatchObject([{ name: 'Nicosia', organisationId: added.id }]);
    expect(facts.deadlines).toMatchObject([{ date: '2021-02-16', at: new Date('2021-02-16T16:00:00Z'), zone: 'Europe/Brussels' }]);
    expect(await removeOrganisation(person, p, added.id)).toEqual({ ok: true });
    expect((await getFacts(seat)).places).toMatchObject([{ organisationId: null }]);
    if (town.ok) await removePlace(person, p, town.id, nothingReported);
    if (call.ok) await removeDeadline(person, p, call.id);
    expect(await getFacts(seat)).toMatchObject({ places: [], deadlines: [] });
    const removals = await db().change.findMany({ where: { partnershipId: p, action: { endsWith: '.removed' } }, orderBy: { at: 'asc' } });
    expect(removals.map(({ action, subjectTitle }) => [action, subjectTitle])).toEqual([
      ['organisation.removed', 'Ajuntament d’Alzira'],
      ['place.removed', 'Nicosia'],
      ['deadline.removed', 'Call closes'],
    ]);
  });

  test('saving or removing what somebody else removed changes nothing, and says so', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const town = await savePlace(person, p, null, place);
    if (!town.ok) throw new Error('refused');
    await removePlace((await buildMember({ partnershipId: p })).person, p, town.id, nothingReported);
    expect(await savePlace(person, p, { id: town.id, seen: '' }, place)).toEqual(gone);
    expect(await removePlace(person, p, town.id, nothingReported)).toEqual(gone);
    expect(await db().change.count({ where: { subjectId: town.id } })).toBe(2);
  });

  test('a deadline without an hour is a date only; an hour that the clocks skip is refused', () => {
    expect(taken(readDeadline(formOf({ title: 'Call', date: '31 January 2019', time: '', zone: 'Europe/Brussels' })))).toMatchObject({
      date: '2019-01-31',
      at: null,
    });
    const skipped = readDeadline(formOf({ title: 'Call', date: '28/03/2027', time: '02:30', zone: 'Europe/Brussels' }));
    expect(skipped).toEqual({ ok: false, problems: { time: { reason: 'no-such-hour' } } });
    const wrong = readDeadline(formOf({ title: '', date: '31/04/2027', time: 'noon', zone: 'Europe/Atlantis' }));
    expect(wrong).toMatchObject({ ok: false, problems: { title: { reason: 'required' } } });
    expect(readDeadline(formOf({ title: 'x', date: '31/04/2027', time: 'noon', zone: 'Europe/Atlantis' }))).toEqual({
      ok: false,
      problems: {
        date: { reason: 'days-in-month', month: 4, days: 30, year: 2027 },
        time: { reason: 'not-a-time' },
        zone: { reason: 'not-a-choice' },
      },
    });
  });

  test('a network of many countries has none, and an organisation without a choice is asked for it', () => {
    const network = { name: 'Network of regions', shortName: '', country: 'none', type: 'other', role: 'partner' };
    expect(taken(readOrganisation(formOf(network))).country).toBe('');
    expect(readOrganisation(formOf({ ...network, country: '' }))).toEqual({ ok: false, problems: { country: { reason: 'not-a-choice' } } });
  });

  test('ids of another partnership are answered like those of nothing, also where they are referred to', async () => {
    const { person, seat } = await buildMember();
    const other = await buildMember();
    const foreign = await buildOrganisation({ partnershipId: other.seat.partnershipId });
    const p = seat.partnershipId;
    expect(await saveOrganisation(person, p, { id: foreign.id, seen: '' }, organisation)).toEqual(gone);
    expect(await removeOrganisation(person, p, foreign.id)).toEqual(gone);
    expect(await savePlace(person, p, null, { ...place, organisationId: foreign.id })).toMatchObject({
      ok: false,
      field: 'organisationId',
    });
    const theirs = await savePlace(other.person, other.seat.partnershipId, null, place);
    const call = await saveDeadline(other.person, other.seat.partnershipId, null, deadline);
    if (!theirs.ok || !call.ok) throw new Error('refused');
    expect(await savePlace(person, p, { id: theirs.id, seen: '' }, place)).toEqual(gone);
    expect(await removePlace(person, p, theirs.id, nothingReported)).toEqual(gone);
    expect(await saveDeadline(person, p, { id: call.id, seen: '' }, deadline)).toEqual(gone);
    expect(await removeDeadline(person, p, call.id)).toEqual(gone);
    expect((await db().organisation.findUniqueOrThrow({ where: { id: foreign.id } })).name).toBe(foreign.name);
    expect(await getFacts(other.seat)).toMatchObject({ places: [{ id: theirs.id }], deadlines: [{ id: call.id }] });
  });

  test('an organisation for which somebody is invited stays until the invitation is withdrawn', async () => {
    const { person, seat } = await buildMember();
    const p = seat.partnershipId;
    const { id } = await buildOrganisation({ partnershipId: p });
    const form = { organisationId: id, grants: readGrants('observer'), name: '', email: `${id}@town.example`, language: 'en' as const };
    const made = await invite(person, p, form, 'http://koinon.test');
    expect(await removeOrganisation(person, p, id)).toMatchObject({ ok: false, problem: { reason: 'has-invitations' } });
    if (made.ok) await withdrawInvitation(person, p, made.id);
    expect(await db().mail.count({ where: { toAddress: form.email } })).toBe(1);
    expect(await removeOrganisation(person, p, id)).toEqual({ ok: true });
    // Nothing would tell any more whom its mail names.
    expect(await db().mail.count({ where: { toAddress: form.email } })).toBe(0);
  });

  test('an organisation with members stays', async () => {
    const { person, seat } = await buildMember();
    expect(await removeOrganisation(person, seat.partnershipId, seat.organisationId)).toMatchObject({
      ok: false,
      problem: { reason: 'in-use' },
    });
  });

  test('observers change none of it', async () => {
    const { person, seat } = await buildMember({ roles: 'observer' });
    await refusal(saveOrganisation(person, seat.partnershipId, null, organisation));
    await refusal(savePlace(person, seat.partnershipId, null, place));
    await refusal(saveDeadline(person, seat.partnershipId, null, deadline));
  });
});
