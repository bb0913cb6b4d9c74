/** Writes to a partnership and what it is made of: the actor comes first, and may, or gets the same 404 as for nothing. */
import type { Person } from '~/features/accounts/accounts';
import { can as canInAll, type Rights } from '~/features/accounts/permissions';
import { type Prisma, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { recordChange } from './changes.server';
import type { DeadlineForm, NewPartnership, OrganisationForm, PlaceForm } from './forms.server';
import {
  type Cell,
  type DeadlineMeanwhile,
  deadlineFields,
  differingCells,
  type Meanwhile,
  type OrganisationMeanwhile,
  organisationFields,
  type PlaceMeanwhile,
  placeFields,
  versionOf,
  type Which,
} from './meanwhile';
import { deleteInvitationMails, openInvitations } from './open-invitations.server';
import { limits, type Seat } from './partnerships';
import { can } from './permissions';
import type { Problem } from './problems';
import { type Asker, notFound, requireSeat } from './queries.server';

/** Done, or why not: expected refusals are values. */
export type Outcome<T extends object = object> = ({ ok: true } & T) | { ok: false; field: string; problem: Problem };

export const refusedAt = (field: string, problem: Problem) => ({ ok: false as const, field, problem });

/** Somebody else removed it: the page keeps what was typed, and says so. A thing of another partnership looks the same. */
export const goneAlready = refusedAt('form', { reason: 'removed-meanwhile' });

/** Somebody else saved it since the form was made: the page shows what, and asks before it is overwritten. */
export const changedMeanwhile = refusedAt('form', { reason: 'changed-meanwhile' });

/** Days of which something was reported, so that it stays: asked in the transaction that writes. What was reported is not this feature's to know. */
export type ReportedDays = (tx: Tx, partnershipId: string) => Promise<{ first: string; last: string }[]>;

/** Does an activity of these days name it? */
export async function isNamed(
  tx: Tx,
  partnershipId: string,
  by: Pick<Prisma.ActivityWhereInput, 'placeId' | 'targetGroups'>,
  days: Awaited<ReturnType<ReportedDays>>,
): Promise<boolean> {
  const within = days.map(({ first, last }) => ({ endDate: { gte: first, lte: last } }));
  return within.length > 0 && (await tx.activity.count({ where: { ...by, partnershipId, removedAt: null, OR: within } })) > 0;
}

/** Opens a partnership; who opens it is its first coordinator. Throws 404 for those who may not open any. @returns its id */
export async function createPartnership(person: Pick<Person, 'userId'> & Rights, form: NewPartnership): Promise<string> {
  if (!canInAll(person, 'open-partnership')) throw notFound();
  const { acronym, title, workingLanguage, organisation } = form;
  const [partnershipId, organisationId, memberId] = [newId(), newId(), newId()];
  await transact(async (tx) => {
    await tx.partnership.create({ data: { id: partnershipId, acronym, title, languages: workingLanguage } });
    await tx.organisation.create({ data: { id: organisationId, partnershipId, role: 'coordinator', ...organisation } });
    await tx.member.create({
      data: {
        id: memberId,
        partnershipId,
        organisationId,
        userId: person.userId,
        lastVisitAt: new Date(),
        roles: { create: { id: newId(), partnershipId, role: 'coordinator' } },
      },
    });
    const change = { partnershipId, actorId: person.userId, subjectType: 'partnership', subjectId: partnershipId, subjectTitle: acronym };
    await recordChange(tx, { ...change, action: 'partnership.opened' });
  });
  return partnershipId;
}

/** The seat of somebody who may edit the partnership; throws 404 for everybody else. */
export async function requireEditor(person: Asker, partnershipId: string, tx?: Tx): Promise<Seat> {
  const seat = await requireSeat(person, partnershipId, tx);
  if (!can(seat, 'edit')) throw notFound();
  return seat;
}

/** "Somebody changed that." */
export const changed = (partnershipId: string, person: Asker, subjectType: string, subjectId: string, subjectTitle: string) => ({
  partnershipId,
  actorId: person.userId,
  action: `${subjectType}.changed`,
  subjectType,
  subjectId,
  subjectTitle,
});

/** Adds an organisation, or changes one. @returns its id */
export async function saveOrganisation(
  person: Asker,
  partnershipId: string,
  which: Which | null,
  form: OrganisationForm,
): Promise<Saved<OrganisationMeanwhile>> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    if (!which && (await tx.organisation.count({ where: { partnershipId } })) >= limits.organisations)
      return refusedAt('form', { reason: 'too-many', max: limits.organisations });
    return saveRow(tx, which, organisationFields, form, {
      find: (id) => tx.organisation.findFirst({ where: { id, partnershipId } }),
      update: (id, was) => tx.organisation.updateMany({ where: { ...was, id, partnershipId }, data: form }),
      create: (id) => tx.organisation.create({ data: { id, partnershipId, ...form } }),
      told: (id) => changed(partnershipId, person, 'organisation', id, form.name),
    });
  });
}

/** Saved, or why not; with what somebody else saved, where that is why. */
type Saved<Theirs> = Outcome<{ id: string }> & { meanwhile?: Theirs };

/** Adds a row, or changes one unless somebody else did since the form was made. */
async function saveRow<Field extends string, Row extends Record<Field, Cell>>(
  tx: Tx,
  which: Which | null,
  fields: readonly Field[],
  form: Record<Field, Cell>,
  how: {
    find: (id: string) => Promise<Row | null>;
    /** Changes the row if it still says what it did: on PostgreSQL somebody may have saved since it was read. */
    update: (id: string, was: Pick<Row, Field>) => Promise<{ count: number }>;
    create: (id: string) => Promise<unknown>;
    told: (id: string) => ReturnType<typeof changed>;
  },
): Promise<Saved<Meanwhile<Row, Field>>> {
  if (!which) {
    const id = newId();
    await how.create(id);
    const change = how.told(id);
    await recordChange(tx, { ...change, action: `${change.subjectType}.added` });
    return { ok: true, id };
  }
  const { id, seen } = which;
  const stored = await how.find(id);
  if (!stored) return goneAlready;
  const differing = differingCells(form, stored, fields);
  // Nothing to say that is not said already.
  if (differing.length === 0) return { ok: true, id };
  const version = versionOf(stored, fields);
  if (version !== seen) return { ...changedMeanwhile, meanwhile: { fields: differing, stored, version } };
  const was = Object.fromEntries(fields.map((field) => [field, stored[field]])) as Pick<Row, Field>;
  if ((await how.update(id, was)).count === 0) return saveRow(tx, which, fields, form, how);
  await recordChange(tx, how.told(id));
  return { ok: true, id };
}

/** What an organisation leaves behind only when somebody has taken it away first. */
const IN_USE = {
  members: true,
  documents: true,
  activities: true,
  coOrganised: true,
  sheets: true,
  values: true,
  budgetLines: true,
  expenses: true,
  effortPlans: true,
  effortActuals: true,
} as const;

/** Takes an organisation out; refused while it has members, open invitations, documents, activities or numbers. */
export async function removeOrganisation(person: Asker, partnershipId: string, id: string): Promise<Outcome> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    const found = await tx.organisation.findFirst({
      where: { id, partnershipId },
      select: {
        name: true,
        _count: {
          select: { invitations: { where: openInvitations() }, ...IN_USE },
        },
      },
    });
    if (!found) return goneAlready;
    const { invitations, ...uses } = found._count;
    if (Object.values(uses).some((count) => count > 0)) return refusedAt('form', { reason: 'in-use' });
    if (invitations > 0) return refusedAt('form', { reason: 'has-invitations' });
    // Those that open nothing any more go with it, and their mails, which nothing would tie to a person then.
    await deleteInvitationMails(tx, { organisationId: id, partnershipId });
    await tx.invitation.deleteMany({ where: { organisationId: id, partnershipId } });
    await tx.place.updateMany({ where: { organisationId: id, partnershipId }, data: { organisationId: null } });
    await tx.organisation.delete({ where: { id } });
    await recordChange(tx, { ...changed(partnershipId, person, 'organisation', id, found.name), action: 'organisation.removed' });
    return { ok: true };
  });
}

/** Adds a place, or changes one. @returns its id */
export async function savePlace(
  person: Asker,
  partnershipId: string,
  which: Which | null,
  form: PlaceForm,
): Promise<Saved<PlaceMeanwhile>> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    const { organisationId } = form;
    if (organisationId && !(await tx.organisation.findFirst({ where: { id: organisationId, partnershipId }, select: { id: true } })))
      return refusedAt('organisationId', { reason: 'not-a-choice' });
    if (!which && (await tx.place.count({ where: { partnershipId } })) >= limits.places)
      return refusedAt('form', { reason: 'too-many', max: limits.places });
    return saveRow(tx, which, placeFields, form, {
      find: (id) => tx.place.findFirst({ where: { id, partnershipId } }),
      update: (id, was) => tx.place.updateMany({ where: { ...was, id, partnershipId }, data: form }),
      create: (id) => tx.place.create({ data: { id, partnershipId, ...form } }),
      told: (id) => changed(partnershipId, person, 'place', id, form.name),
    });
  });
}

/** Takes a place out; refused where an activity that was reported on names it. */
export async function removePlace(person: Asker, partnershipId: string, id: string, reportedDays: ReportedDays): Promise<Outcome> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    if (await isNamed(tx, partnershipId, { placeId: id }, await reportedDays(tx, partnershipId)))
      return refusedAt('form', { reason: 'place-reported' });
    const found = await tx.place.findFirst({ where: { id, partnershipId } });
    const { count } = await tx.place.deleteMany({ where: { id, partnershipId } });
    if (!found || count === 0) return goneAlready;
    await recordChange(tx, { ...changed(partnershipId, person, 'place', id, found.name), action: 'place.removed' });
    return { ok: true };
  });
}

/** Adds a deadline, or changes one. @returns its id */
export async function saveDeadline(
  person: Asker,
  partnershipId: string,
  which: Which | null,
  form: DeadlineForm,
): Promise<Saved<DeadlineMeanwhile>> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    if (!which && (await tx.deadline.count({ where: { partnershipId } })) >= limits.deadlines)
      return refusedAt('form', { reason: 'too-many', max: limits.deadlines });
    return saveRow(tx, which, deadlineFields, form, {
      find: (id) => tx.deadline.findFirst({ where: { id, partnershipId } }),
      update: (id, was) => tx.deadline.updateMany({ where: { ...was, id, partnershipId }, data: form }),
      create: (id) => tx.deadline.create({ data: { id, partnershipId, ...form } }),
      told: (id) => changed(partnershipId, person, 'deadline', id, form.title),
    });
  });
}

export async function removeDeadline(person: Asker, partnershipId: string, id: string): Promise<Outcome> {
  await requireEditor(person, partnershipId);
  return transact(async (tx) => {
    const found = await tx.deadline.findFirst({ where: { id, partnershipId } });
    const { count } = await tx.deadline.deleteMany({ where: { id, partnershipId } });
    if (!found || count === 0) return goneAlready;
    await recordChange(tx, { ...changed(partnershipId, person, 'deadline', id, found.title), action: 'deadline.removed' });
    return { ok: true };
  });
}
