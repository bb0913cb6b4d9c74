/** Writes of activities: the actor comes first, and may, or gets the same 404 as for nothing. Each is told to those alone who may see it. */
import { audiencesOf } from '~/features/partnerships/audience.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { holdPeriods, isOpenOn } from '~/features/plan/period-rows.server';
import { afterCommit, type Tx, transact } from '~/kit/db.server';
import { fold } from '~/kit/fold';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { type ActivityState, type ActivityThing, limits } from './activities';
import { keepNumbers, lastsOf } from './attendance/numbers.server';
import { peopleAlone, storedDetails, withoutPeople } from './details';
import type { ActivityForm } from './forms.server';
import { can, canPlan, seesNumbers } from './permissions';
import { type Outcome, refused } from './problems';
import { activityFor, thingOf } from './queries.server';
import { NOUN, tell } from './telling.server';

/** The columns that a form says. */
function columnsOf(form: ActivityForm) {
  const { coOrganisers: _, targetGroups: __, languages, themes, exclusions, details, ...plain } = form;
  return {
    ...plain,
    titleFolded: fold(form.title),
    languages: languages.join(','),
    themes: themes.join(','),
    exclusions: exclusions.join(','),
    details: JSON.stringify(details),
  };
}

const asThing = (partnershipId: string, form: ActivityForm): ActivityThing => ({ ...form, partnershipId });

async function writeLists(tx: Tx, partnershipId: string, activityId: string, form: ActivityForm): Promise<void> {
  await tx.activityCoOrganiser.deleteMany({ where: { activityId } });
  await tx.activityTargetGroup.deleteMany({ where: { activityId } });
  await tx.activityCoOrganiser.createMany({
    data: form.coOrganisers.map((organisationId) => ({ partnershipId, activityId, organisationId })),
  });
  await tx.activityTargetGroup.createMany({
    data: form.targetGroups.map((targetGroupId) => ({ partnershipId, activityId, targetGroupId })),
  });
}

/** Plans one. Throws the 404 answer for those who plan none. @returns its id */
export async function createActivity(seat: Seat, form: ActivityForm): Promise<Outcome<{ id: string }>> {
  const { partnershipId, userId } = seat;
  if (!canPlan(seat)) throw notFound();
  const thing = asThing(partnershipId, form);
  // Whoever saved it would have it vanish under their eyes.
  if (!can(seat, 'read', thing)) return refused('restriction', 'problem.notSeen');
  const create = () =>
    transact(async (tx): Promise<Outcome<{ id: string }>> => {
      if (!(await isOpenOn(tx, partnershipId, form.endDate))) return refused('endDate', 'problem.periodLocked');
      if ((await tx.activity.count({ where: { partnershipId } })) >= limits.activities) return refused('', 'problem.tooMany');
      // Those that were removed still have theirs: no number is given twice.
      const { _max } = await tx.activity.aggregate({ where: { partnershipId }, _max: { number: true } });
      const id = newId();
      await tx.activity.create({
        data: { id, partnershipId, number: (_max.number ?? 0) + 1, createdById: userId, ...columnsOf(form) },
      });
      await writeLists(tx, partnershipId, id, form);
      await keepNumbers(tx, id);
      await tell(tx, seat, thing, 'planned', { id, title: form.title });
      return { ok: true, id };
    });
  // Of two who plan at once one finds the number taken, and takes the next.
  for (let tries = 1; ; tries += 1) {
    try {
      return await create();
    } catch (error) {
      if ((error as { code?: string }).code !== 'P2002' || tries === 5) throw error;
    }
  }
}

/**
 * Saves what a form says, unless somebody else has saved it since.
 * @param seen the version that the form was made from
 */
export async function changeActivity(
  person: Asker,
  partnershipId: string,
  id: string,
  form: ActivityForm,
  seen: number,
): Promise<Outcome<{ id: string }>> {
  return transact(async (tx) => {
    const { seat, thing, row } = await requireWriter(person, partnershipId, id, tx);
    const hidden = !seesNumbers(seat, [thing.organisationId]);
    const next = asThing(partnershipId, form);
    if (!can(seat, 'read', next)) return refused('restriction', 'problem.notSeen');
    const said = hidden ? asCounted(form, row) : form;
    if (said.organisationId !== thing.organisationId && saysPeople(said)) return refused('organisationId', 'problem.organiserCounted');
    if (await leavesCounts(tx, id, said)) return refused('coOrganisers', 'problem.coOrganiserCounted');
    const reported = await reportedField(tx, row, said);
    if (reported !== null) return refused(reported, 'problem.periodLocked');
    const { count } = await tx.activity.updateMany({
      where: { id, partnershipId, version: seen },
      data: { ...columnsOf(said), version: seen + 1, updatedAt: new Date() },
    });
    if (count === 0) return refused('', 'problem.changedMeanwhile');
    await writeLists(tx, partnershipId, id, form);
    // What is told follows from these. Worked out anew for a better title, it would follow the rules of today, also in a locked period.
    if (asCountedFrom(row) !== asCountedFrom({ ...said, details: JSON.stringify(said.details) })) await keepNumbers(tx, id);
    const isSeenByOthers = seenBy(next) !== seenBy(thing);
    if (isSeenByOthers) await moveNews(tx, next, { id, title: form.title });
    await tell(tx, seat, next, 'changed', { id, title: form.title });
    // Whoever sees it no longer looks at an old page; of one that stays restricted nobody else hears anything.
    if (isSeenByOthers) afterCommit(tx, () => services().events.tell(audiencesOf({ partnershipId }), { about: NOUN }));
    return { ok: true, id };
  });
}

/** What numbers of people are worked out from, beside the sheets, as one text. */
function asCountedFrom(activity: Parameters<typeof lastsOf>[0] & Pick<Stored, 'restriction' | 'organisationId' | 'heldParticipants'>) {
  const { restriction, organisationId, heldParticipants } = activity;
  return JSON.stringify([restriction, organisationId, heldParticipants, lastsOf(activity)]);
}

/** Would an organisation that counted be no organiser any more? Nobody could change, hand in or take out what it counted. Of drafts others know nothing. */
async function leavesCounts(tx: Tx, activityId: string, { organisationId, coOrganisers }: ActivityForm): Promise<boolean> {
  const stays = [organisationId, ...coOrganisers];
  return (await tx.attendanceSheet.count({ where: { activityId, organisationId: { notIn: stays }, state: { not: 'draft' } } })) > 0;
}

type Stored = Awaited<ReturnType<typeof activityFor>>['row'];

/**
 * An activity belongs to the period of its last day: once that is locked, what its report tells and indicators count stays. Its title is free, and
 * so is to restrict it: what puts somebody in danger can be taken out at once.
 * @returns the field of the form that may not be changed (`''`: the form as a whole); null where all may
 */
async function reportedField(tx: Tx, row: Stored, next: ActivityForm): Promise<'endDate' | '' | null> {
  const { partnershipId, endDate } = row;
  const stored = {
    ...row,
    coOrganisers: row.coOrganisers.map(({ organisationId }) => organisationId),
    targetGroups: row.targetGroups.map(({ targetGroup }) => targetGroup.id),
    languages: row.languages.split(',').filter(Boolean),
  };
  // To shield it is always free; shielded, it comes into no report again by itself.
  const isLifted = row.restriction !== '' && next.restriction === '';
  const isTraining = row.type === 'training' && next.type === 'training';
  const lasts = isTraining && storedDetails('training', row.details).days !== next.details.days;
  if (asReported(stored) === asReported(next) && !isLifted && !lasts) return null;
  const moves = next.endDate !== endDate || next.heldParticipants !== row.heldParticipants;
  if (!(await isOpenOn(tx, partnershipId, endDate))) return moves ? 'endDate' : '';
  return next.endDate === endDate || (await isOpenOn(tx, partnershipId, next.endDate)) ? null : 'endDate';
}

/** What the report and indicators take from it, as one text. */
function asReported(
  activity: Pick<ActivityForm, 'coOrganisers' | 'targetGroups' | 'languages'> & Record<(typeof REPORTED)[number], unknown>,
) {
  const { coOrganisers, targetGroups, languages } = activity;
  const lists = [coOrganisers, targetGroups, languages].map((list) => [...list].sort());
  return JSON.stringify([REPORTED.map((field) => activity[field]), lists]);
}

const REPORTED = [
  ...(['type', 'organisationId', 'placeId', 'country', 'startDate', 'endDate'] as const),
  ...(['plannedParticipants', 'heldParticipants'] as const),
] as const;

/** Who does not see how many people came is not asked for it, and changes nothing of it. */
function asCounted(form: ActivityForm, row: { heldParticipants: number | null; details: string }): ActivityForm {
  const { type, details } = form;
  const counted = peopleAlone(type, storedDetails(type, row.details));
  return { ...form, heldParticipants: row.heldParticipants, details: { ...withoutPeople(type, details), ...counted } };
}

/** What an organisation counted does not become another's with the activity. */
const saysPeople = ({ type, heldParticipants, details }: ActivityForm) =>
  heldParticipants !== null || Object.keys(peopleAlone(type, details)).length > 0;

/** Who may see it, as one text. */
function seenBy({ restriction, organisationId, coOrganisers }: ActivityThing): string {
  return restriction === '' ? '' : [organisationId, ...coOrganisers].sort().join();
}

/** What was told of it before is seen by those alone who may see it now. */
async function moveNews(
  tx: Tx,
  { partnershipId, organisationId, restriction }: ActivityThing,
  { id, title }: { id: string; title: string },
): Promise<void> {
  await tx.change.updateMany({
    where: { partnershipId, subjectType: NOUN, subjectId: id },
    // Once everybody reads them, the lines say what it is called now: what it was called while it was restricted was meant for few.
    data: restriction === '' ? { organisationId: null, subjectTitle: title } : { organisationId },
  });
}

/** Says what became of it: confirmed, held, cancelled, or planned again. */
export async function setState(person: Asker, partnershipId: string, id: string, state: ActivityState): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat, thing, row, title, was } = await requireWriter(person, partnershipId, id, tx);
    if (was === state) return { ok: true };
    if (!(await isOpenOn(tx, partnershipId, row.endDate))) return refused('', 'problem.periodLocked');
    await tx.activity.update({ where: { id }, data: { state, version: { increment: 1 }, updatedAt: new Date() } });
    await tell(tx, seat, thing, state, { id, title });
    return { ok: true };
  });
}

/** Takes it out of all lists and counts, or puts it back. */
export async function removeActivity(person: Asker, partnershipId: string, id: string, removed: boolean): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat, thing, row, title } = await requireWriter(person, partnershipId, id, tx);
    if (!(await isOpenOn(tx, partnershipId, row.endDate))) return refused('', 'problem.periodLocked');
    await tx.activity.update({ where: { id }, data: { removedAt: removed ? new Date() : null, version: { increment: 1 } } });
    await tell(tx, seat, thing, removed ? 'removed' : 'restored', { id, title });
    return { ok: true };
  });
}

async function requireWriter(person: Asker, partnershipId: string, id: string, tx: Tx) {
  await holdPeriods(tx, partnershipId);
  const { seat, row } = await activityFor(person, partnershipId, id, tx);
  const thing = thingOf(row);
  if (!can(seat, 'write', thing)) throw notFound();
  return { seat, thing, row, title: row.title, was: row.state };
}
