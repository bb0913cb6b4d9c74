import { expect, test } from 'vitest';
import { addDays, today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { recordChange } from './changes.server';
import { saveDeadline } from './commands.server';
import { getHome, noteVisit } from './home.server';
import type { Seat } from './partnerships';
import { requireSeat } from './queries.server';
import { buildMember, buildOrganisation, buildPartnership } from './testing';

const MINUTE = 60_000;

test('coordinators are told what is missing, others are not', async () => {
  const { seat } = await buildMember();
  const kinds = async () => (await getHome(seat)).waiting.map(({ kind }) => kind);
  expect(await kinds()).toEqual([
    'start-date-missing',
    'end-date-missing',
    'sums-missing',
    'objectives-missing',
    'places-missing',
    'invite-somebody',
  ]);
  const data = { startDate: '2024-04-01', endDateTyped: '31/04/2027', endDateOpen: true, totalBudgetCents: 1n, grantCents: 1n };
  await db().partnership.update({ where: { id: seat.partnershipId }, data });
  expect((await getHome(seat)).waiting[0]).toEqual({ kind: 'end-date-open', typed: '31/04/2027' });
  const observer = await buildMember({ partnershipId: seat.partnershipId, roles: 'observer' });
  expect((await getHome(observer.seat)).waiting).toEqual([]);
  expect(await kinds()).not.toContain('invite-somebody');
});

test('next come deadlines, project months and the end, soonest first; what is over is not next', async () => {
  const { person, seat } = await buildMember();
  const p = seat.partnershipId;
  const now = today('Europe/Brussels');
  await db().partnership.update({ where: { id: p }, data: { startDate: addDays(now, -10), endDate: addDays(now, 90) } });
  const deadline = (title: string, days: number, at: Date | null = null) =>
    saveDeadline(person, p, null, { title, date: addDays(now, days), at, zone: 'Europe/Brussels' });
  await deadline('Report', 5);
  await deadline('Long over', -5);
  await deadline('Over today', 0, new Date(Date.now() - MINUTE));
  const { next } = await getHome(seat);
  expect(next.map(({ kind, title, month }) => title || `${kind} ${month ?? ''}`.trim())).toEqual([
    'Report',
    'project-month 2',
    'project-month 3',
    'project-end',
  ]);
  expect(next[0]).toMatchObject({ date: addDays(now, 5), at: null });
});

test('a visit begins after half an hour of silence, and changes count from the visit before', async () => {
  const { seat, person } = await buildMember();
  const p = seat.partnershipId;
  const other = await buildMember({ partnershipId: p, roles: 'editor' });
  const change = (action: string, actorId: string | null, organisationId?: string) =>
    db().$transaction((tx) =>
      recordChange(tx, { partnershipId: p, actorId, organisationId, action, subjectType: 'document', subjectId: 'd' }),
    );
  const start = Date.now() - 300 * MINUTE;
  const seatNow = () => requireSeat(person, p);
  const visit = async (minutes: number) => noteVisit(await seatNow(), new Date(start + minutes * MINUTE));
  const since = async (minutes: number) => (await getHome(await seatNow(), new Date(start + minutes * MINUTE))).changes.since;
  await visit(0);
  await visit(10);
  expect(await since(11)).toBeNull();
  // The first page of a new visit, before it is noted and after.
  expect(await since(100)).toEqual(new Date(start + 10 * MINUTE));
  await visit(100);
  expect(await since(100)).toEqual(new Date(start + 10 * MINUTE));
  await visit(106);
  expect(await since(107)).toEqual(new Date(start + 10 * MINUTE));
  await change('document.created', other.person.userId);
  await change('document.copied', null);
  await change('document.shared', person.userId);
  const { changes: own } = await getHome(await seatNow());
  expect(own.changes.map(({ action, actor }) => [action, actor])).toEqual([
    ['document.copied', null],
    ['document.created', other.person.name],
  ]);
});

test('a change inside an organisation is seen by it and by coordinators', async () => {
  const { seat } = await buildMember();
  const p = seat.partnershipId;
  const [ours, theirs] = [await buildOrganisation({ partnershipId: p }), await buildOrganisation({ partnershipId: p })];
  const insider = await buildMember({ organisationId: ours.id, roles: 'editor' });
  const outsider = await buildMember({ organisationId: theirs.id, roles: 'editor' });
  await db().$transaction((tx) =>
    recordChange(tx, {
      partnershipId: p,
      actorId: null,
      organisationId: ours.id,
      action: 'document.created',
      subjectType: 'document',
      subjectId: 'd',
    }),
  );
  const seen = async (viewer: Seat) => (await getHome(viewer)).changes.changes.length;
  expect([await seen(seat), await seen(insider.seat), await seen(outsider.seat)]).toEqual([1, 1, 0]);
});

test('the title of a change tells its language: a document its own, all else the working language, a person none', async () => {
  const partnership = await buildPartnership({ languages: 'el,en' });
  const { seat } = await buildMember({ partnershipId: partnership.id });
  const p = partnership.id;
  const { organisationId } = seat;
  const document = { id: newId(), partnershipId: p, organisationId, title: 'Konzept', titleFolded: 'konzept', template: 'blank' };
  await db().document.create({ data: { ...document, sourceLanguage: 'de', createdById: seat.userId } });
  await db().$transaction(async (tx) => {
    const change = { partnershipId: p, actorId: null };
    await recordChange(tx, { ...change, action: 'document.created', subjectType: 'document', subjectId: document.id });
    await recordChange(tx, { ...change, action: 'place.added', subjectType: 'place', subjectId: newId() });
    await recordChange(tx, { ...change, action: 'member.joined', subjectType: 'member', subjectId: newId() });
  });
  const { changes } = (await getHome(seat)).changes;
  expect(Object.fromEntries(changes.map(({ subjectType, language }) => [subjectType, language]))).toEqual({
    document: 'de',
    place: 'el',
    member: null,
  });
});
