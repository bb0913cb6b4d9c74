/** Writes of indicators: the actor comes first, and may, or gets the same 404 as for nothing. */

import { rulesOf } from '~/features/activities/attendance.server';
import { linkable } from '~/features/activities/countable.server';
import { visibleTo } from '~/features/activities/permissions';
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { countries } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { holdPeriods, isOpenOn, listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type Catalogue, isFromSource, type Preset, SOURCES } from './catalogues';
import type { IndicatorForm, ValueForm } from './forms.server';
import { isOfPeople, limits } from './indicators';
import { type Action, can } from './permissions';
import { type Outcome, refused } from './problems';
import { keepTold, typedBeside } from './told.server';

export const NOUN = 'indicator';

async function requireActor(person: Asker, partnershipId: string, action: Action): Promise<Seat> {
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, action)) throw notFound();
  return seat;
}

/** First of all in what changes one: of two at the same time, the second sees what the first has written. */
async function indicatorIn(tx: Tx, { partnershipId }: Seat, id: string) {
  await holdPeriods(tx, partnershipId);
  const row = await tx.indicator.findFirst({ where: { id, partnershipId, removedAt: null } });
  if (!row) throw notFound();
  return row;
}

async function tell(tx: Tx, { partnershipId, userId }: Seat, action: string, { id, text }: { id: string; text: string }): Promise<void> {
  const subject = { subjectType: NOUN, subjectId: id, subjectTitle: text };
  await recordChange(tx, { partnershipId, actorId: userId, action: `${NOUN}.${action}`, ...subject });
}

const fits = (seat: Seat, tx: Tx, more: number) =>
  tx.indicator.count({ where: { partnershipId: seat.partnershipId, removedAt: null } }).then((count) => count + more <= limits.indicators);

/** Copies presets, in the partnership's working language. Those that it has already are left out. */
export async function addPresets(
  person: Asker,
  partnershipId: string,
  chosen: readonly { catalogue: Catalogue; preset: Preset }[],
  language: Language,
): Promise<Outcome<{ added: number }>> {
  const seat = await requireActor(person, partnershipId, 'define');
  const t = await tFor(language, 'indicators');
  return transact(async (tx) => {
    const known = await tx.indicator.findMany({ where: { partnershipId, removedAt: null }, select: { id: true, catalogue: true } });
    const ids = new Map(known.map(({ id, catalogue }) => [catalogue, id]));
    const added = chosen.filter(({ catalogue, preset }) => !ids.has(`${catalogue}.${preset.key}`));
    if (!(await fits(seat, tx, added.length))) return refused('', 'problem.tooMany');
    // A whole stands before its parts in the catalogue.
    for (const { catalogue, preset } of added) {
      const { key, partOf, ...rest } = preset;
      const row = { id: newId(), text: t(`preset.${key}`), ...rest };
      ids.set(`${catalogue}.${key}`, row.id);
      const parentId = partOf ? (ids.get(`${catalogue}.${partOf}`) ?? null) : null;
      await tx.indicator.create({
        data: {
          ...row,
          partnershipId,
          parentId,
          catalogue: `${catalogue}.${key}`,
          checked: SOURCES[catalogue] === null,
          createdById: seat.userId,
        },
      });
      await tell(tx, seat, 'added', row);
    }
    return { ok: true, added: added.length };
  });
}

export async function addIndicator(
  person: Asker,
  partnershipId: string,
  { seen: _, checked: __, ...form }: IndicatorForm,
): Promise<Outcome<{ id: string }>> {
  const seat = await requireActor(person, partnershipId, 'define');
  return transact(async (tx) => {
    if (!(await fits(seat, tx, 1))) return refused('', 'problem.tooMany');
    if (form.parentId && !(await isWhole(tx, seat, form.parentId, null))) return refused('parentId', 'problem.parent');
    if (await isFew(tx, seat, form)) return refused('baseline', 'problem.fewBaseline');
    const id = newId();
    await tx.indicator.create({ data: { ...form, id, partnershipId, createdById: seat.userId } });
    await tell(tx, seat, 'added', { id, text: form.text });
    return { ok: true, id };
  });
}

/** Would everybody be told of so few people? A baseline is no organisation's own. */
async function isFew(tx: Tx, { partnershipId }: Seat, { unit, baseline }: Pick<IndicatorForm, 'unit' | 'baseline'>): Promise<boolean> {
  return isOfPeople(unit) && baseline !== null && baseline > 0 && baseline < (await rulesOf(partnershipId, tx)).smallest;
}

/** Parts have no parts of their own. */
async function isWhole(tx: Tx, { partnershipId }: Seat, parentId: string, ofId: string | null): Promise<boolean> {
  if (parentId === ofId) return false;
  const parent = await tx.indicator.findFirst({ where: { id: parentId, partnershipId, removedAt: null }, select: { parentId: true } });
  const parts = ofId ? await tx.indicator.count({ where: { parentId: ofId, OR: [{ removedAt: null }, { told: { some: {} } }] } }) : 0;
  return parent !== null && parent.parentId === null && parts === 0;
}

export async function changeIndicator(
  person: Asker,
  partnershipId: string,
  id: string,
  { seen, checked, ...form }: IndicatorForm,
): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'define');
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    if (form.parentId && !(await isWhole(tx, seat, form.parentId, id))) return refused('parentId', 'problem.parent');
    if (form.baseline !== row.baseline && (await isFew(tx, seat, form))) return refused('baseline', 'problem.fewBaseline');
    if (form.rule !== row.rule && (await isReported(tx, row))) return refused('rule', 'problem.periodLocked');
    // What was typed as a number of people must not be told as a number of things.
    if (form.unit !== row.unit && (await tx.indicatorValue.count({ where: { indicatorId: id } })) > 0)
      return refused('unit', 'problem.unitUsed');
    const parentId = form.parentId ?? (await removedWhole(tx, row));
    if (parentId !== row.parentId && (await isFixed(tx, row, parentId))) return refused('parentId', 'problem.partFixed');
    const { count } = await tx.indicator.updateMany({
      where: { id, version: seen },
      data: { ...form, parentId, checked: checked || !isFromSource(row.catalogue), version: seen + 1 },
    });
    if (count === 0) return refused('', 'problem.savedMeanwhile');
    await tell(tx, seat, 'changed', { id, text: form.text });
    return { ok: true };
  });
}

/** The whole that it was a part of when that was removed: nobody sees or changes it, and what was told of it is remembered. */
async function removedWhole(tx: Tx, { parentId }: { parentId: string | null }): Promise<string | null> {
  return parentId && (await tx.indicator.count({ where: { id: parentId, removedAt: { not: null } } })) > 0 ? parentId : null;
}

/** Numbers of people that were typed are told beside those of the whole: as a part of another one, or of none, they would give each other away. */
async function isFixed(tx: Tx, { id, parentId }: { id: string; parentId: string | null }, next: string | null): Promise<boolean> {
  const linked = await tx.indicatorActivity.count({ where: { indicatorId: id } });
  const family = [id, ...(parentId ? [parentId] : []), ...(next && linked > 0 ? [next] : [])];
  return (await tx.indicatorTold.count({ where: { indicatorId: { in: family } } })) > 0;
}

/** Does something count for it that lies in a locked period? What was reported of that stays. */
async function isReported(tx: Tx, { id: indicatorId, partnershipId }: { id: string; partnershipId: string }): Promise<boolean> {
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  const locked = (await listPeriods(partnershipId, tx))
    .filter((period) => period.locked)
    .flatMap((period) => daysOf(period, startDate) ?? []);
  if (locked.length === 0) return false;
  const within = (field: 'day' | 'endDate') => locked.map(({ first, last }) => ({ [field]: { gte: first, lte: last } }));
  const values = await tx.indicatorValue.count({ where: { indicatorId, OR: within('day') } });
  // Reports tell nothing of restricted activities: who does not see one must not hear of it here either.
  const activity = { restriction: '', OR: within('endDate') };
  return values > 0 || (await tx.indicatorActivity.count({ where: { indicatorId, activity } })) > 0;
}

/** It is in no list any more; its values are kept. */
export async function removeIndicator(person: Asker, partnershipId: string, id: string): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'define');
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    if (await isReported(tx, row)) return refused('', 'problem.periodLocked');
    await tx.indicator.update({ where: { id }, data: { removedAt: new Date() } });
    // Parts of which something was told stay parts of it.
    const told = await tx.indicatorTold.count({ where: { indicator: { OR: [{ id }, { parentId: id }] } } });
    if (told === 0) await tx.indicator.updateMany({ where: { parentId: id }, data: { parentId: null } });
    await tell(tx, seat, 'removed', row);
    return { ok: true };
  });
}

/** Links an activity that the actor sees. Linked twice, it counts once. */
export async function linkActivity(person: Asker, partnershipId: string, id: string, activityId: string): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'define');
  if (!(await linkable(seat, { ids: [activityId] })).length) return refused('activity', 'problem.activityGone');
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    const links = await tx.indicatorActivity.count({ where: { indicatorId: id, activity: visibleTo(seat) } });
    if (links >= limits.links) return refused('activity', 'problem.tooMany');
    if (!(await isOpenFor(tx, partnershipId, activityId))) return refused('activity', 'problem.periodLocked');
    const link = { indicatorId: id, activityId };
    if ((await tx.indicatorActivity.count({ where: link })) > 0) return { ok: true };
    const typed = await typedBeside(tx, row, activityId);
    if (typed.some(({ isTold }) => isTold)) return refused('activity', 'problem.typedBeside');
    await tx.indicatorActivity.create({ data: { ...link, partnershipId } });
    for (const { indicatorId, organisationId } of typed) await keepTold(tx, { id: indicatorId, partnershipId }, organisationId, false);
    await tell(tx, seat, 'changed', row);
    return { ok: true };
  });
}

/** A link to an activity that the actor does not see is as if it were not there. */
export async function unlinkActivity(person: Asker, partnershipId: string, id: string, activityId: string): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'define');
  if (!(await linkable(seat, { ids: [activityId] })).length) return { ok: true };
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    if (!(await isOpenFor(tx, partnershipId, activityId))) return refused('', 'problem.periodLocked');
    const { count } = await tx.indicatorActivity.deleteMany({ where: { indicatorId: id, activityId } });
    if (count > 0) await tell(tx, seat, 'changed', row);
    return { ok: true };
  });
}

/** An activity counts in the period of its last day. */
async function isOpenFor(tx: Tx, partnershipId: string, activityId: string): Promise<boolean> {
  const { endDate } = await tx.activity.findUniqueOrThrow({ where: { id: activityId }, select: { endDate: true } });
  return isOpenOn(tx, partnershipId, endDate);
}

/** Adds what the actor's organisation measured. Sent twice, it is one. */
export async function addValue(person: Asker, partnershipId: string, id: string, form: ValueForm): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'measure');
  const { organisationId, userId } = seat;
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    const isText = row.unit === 'text';
    if (isText && form.text === '') return refused('text', 'problem.textMissing');
    if (!isText && form.amount === null) return refused('amount', 'problem.number');
    const before = await tx.indicatorValue.findUnique({ where: { id: form.id }, select: { indicatorId: true, organisationId: true } });
    if (before) return before.indicatorId === id && before.organisationId === organisationId ? { ok: true } : refused('', 'problem.choice');
    if (!(await isOpenOn(tx, partnershipId, form.day))) return refused('day', 'problem.periodLocked');
    if ((await tx.indicatorValue.count({ where: { indicatorId: id } })) >= limits.values) return refused('', 'problem.tooMany');
    const country = countries.includes(form.country) ? form.country : '';
    const amount = isText ? null : form.amount;
    await tx.indicatorValue.create({
      data: { ...form, amount, country, partnershipId, indicatorId: id, organisationId, createdById: userId },
    });
    await keepTold(tx, row, organisationId);
    await tell(tx, seat, 'measured', row);
    return { ok: true };
  });
}

/** Takes out a value of the actor's own organisation. */
export async function removeValue(person: Asker, partnershipId: string, id: string, valueId: string): Promise<Outcome> {
  const seat = await requireActor(person, partnershipId, 'measure');
  const { organisationId } = seat;
  return transact(async (tx) => {
    const row = await indicatorIn(tx, seat, id);
    const value = await tx.indicatorValue.findFirst({ where: { id: valueId, indicatorId: id, organisationId }, select: { day: true } });
    if (!value) return { ok: true };
    if (!(await isOpenOn(tx, partnershipId, value.day))) return refused('', 'problem.periodLocked');
    await tx.indicatorValue.deleteMany({ where: { id: valueId } });
    await keepTold(tx, row, organisationId);
    await tell(tx, seat, 'measured', row);
    return { ok: true };
  });
}
