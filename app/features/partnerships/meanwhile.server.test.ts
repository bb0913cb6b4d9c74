/** Two people at the same organisation, place or deadline: neither overwrites what they did not see. */
import { describe, expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { saveDeadline, saveOrganisation, savePlace } from './commands.server';
import type { DeadlineForm, OrganisationForm, PlaceForm } from './forms.server';
import { deadlineFields, organisationFields, placeFields, versionOf } from './meanwhile';
import { getFacts, listOrganisations } from './queries.server';
import { buildMember } from './testing';

const organisation: OrganisationForm = { name: 'Alzira', shortName: '', country: 'ES', type: 'local-authority', role: 'partner' };
const place: PlaceForm = { name: 'Nicosia', aliases: '', country: 'CY', kind: 'municipality', organisationId: null };
const deadline: DeadlineForm = { title: 'Report', date: '2027-05-31', at: new Date('2027-05-31T15:00:00Z'), zone: 'Europe/Brussels' };

/** A place, and two forms that were made from it. */
async function placeOfTwo() {
  const { person, seat } = await buildMember();
  const { person: colleague } = await buildMember({ partnershipId: seat.partnershipId });
  const added = await savePlace(person, seat.partnershipId, null, place);
  if (!added.ok) throw new Error('refused');
  const which = { id: added.id, seen: versionOf(place, placeFields) };
  return { person, colleague, seat, p: seat.partnershipId, which };
}

test('what somebody else saved in between is told, and not overwritten', async () => {
  const { person, colleague, seat, p, which } = await placeOfTwo();
  expect(await savePlace(colleague, p, which, { ...place, aliases: 'Lefkoşa' })).toMatchObject({ ok: true });
  const theirs = { ...place, aliases: 'Lefkoşa' };
  expect(await savePlace(person, p, which, { ...place, name: 'Nicosia (old town)' })).toMatchObject({
    ok: false,
    field: 'form',
    problem: { reason: 'changed-meanwhile' },
    meanwhile: { fields: ['name', 'aliases'], stored: theirs, version: versionOf(theirs, placeFields) },
  });
  expect((await getFacts(seat)).places).toMatchObject([theirs]);
  expect(await db().change.count({ where: { subjectId: which.id } })).toBe(2);
});

test('it is overwritten once its reader ticks exactly that version', async () => {
  const { person, colleague, seat, p, which } = await placeOfTwo();
  const first = { ...place, aliases: 'Lefkoşa' };
  await savePlace(colleague, p, which, first);
  const ticked = { id: which.id, seen: versionOf(first, placeFields) };
  expect(await savePlace(person, p, ticked, { ...place, aliases: 'Nikosia' })).toMatchObject({ ok: true });
  expect((await getFacts(seat)).places).toMatchObject([{ aliases: 'Nikosia' }]);
  // The tick was for that one alone.
  expect(await savePlace(colleague, p, ticked, { ...place, aliases: 'Λευκωσία' })).toMatchObject({ ok: false });
});

test('who saves what is stored already is not told of others, and nothing has changed', async () => {
  const { person, colleague, p, which } = await placeOfTwo();
  const same = { ...place, kind: 'region' as const };
  await savePlace(colleague, p, which, same);
  expect(await savePlace(person, p, which, same)).toEqual({ ok: true, id: which.id });
  expect(await db().change.count({ where: { subjectId: which.id } })).toBe(2);
});

test('of two who save at the same moment one is told of the other', async () => {
  const { person, colleague, p, which } = await placeOfTwo();
  const outcomes = await Promise.all([
    savePlace(person, p, which, { ...place, aliases: 'Nikosia' }),
    savePlace(colleague, p, which, { ...place, aliases: 'Lefkoşa' }),
  ]);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

describe('a form that does not say what it was made from overwrites nothing:', () => {
  const unseen = (id: string) => ({ id, seen: '' });
  const told = { ok: false, problem: { reason: 'changed-meanwhile' } };

  test('an organisation', async () => {
    const { person, seat } = await buildMember();
    const added = await saveOrganisation(person, seat.partnershipId, null, organisation);
    if (!added.ok) throw new Error('refused');
    const renamed = { ...organisation, name: 'Alzira (Valencia)' };
    expect(await saveOrganisation(person, seat.partnershipId, unseen(added.id), renamed)).toMatchObject(told);
    const which = { id: added.id, seen: versionOf(organisation, organisationFields) };
    expect(await saveOrganisation(person, seat.partnershipId, which, renamed)).toMatchObject({ ok: true });
    expect((await listOrganisations(seat)).map(({ name }) => name)).toContain('Alzira (Valencia)');
  });

  test('a deadline, whose hour is a moment in the database and text in a page', async () => {
    const { person, seat } = await buildMember();
    const added = await saveDeadline(person, seat.partnershipId, null, deadline);
    if (!added.ok) throw new Error('refused');
    const later = { ...deadline, at: new Date('2027-05-31T16:00:00Z') };
    expect(await saveDeadline(person, seat.partnershipId, unseen(added.id), later)).toMatchObject({
      ...told,
      meanwhile: { fields: ['at'] },
    });
    const inPage = JSON.parse(JSON.stringify(deadline));
    const which = { id: added.id, seen: versionOf(inPage, deadlineFields) };
    expect(await saveDeadline(person, seat.partnershipId, which, later)).toMatchObject({ ok: true });
    expect((await getFacts(seat)).deadlines).toMatchObject([{ at: later.at }]);
  });
});
