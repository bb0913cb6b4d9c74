/** Saving the facts: what stays the same keeps its row and its source; what somebody else saved meanwhile is not overwritten unasked. */
import { type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { recordChange } from './changes.server';
import { changed, changedMeanwhile, isNamed, type Outcome, type ReportedDays, refusedAt, requireEditor } from './commands.server';
import {
  differing,
  type FactField,
  type Facts,
  factsVersion,
  groupsAs,
  type Objective,
  type StoredDate,
  sourceFields,
  storedAsFacts,
} from './facts';
import type { Meanwhile } from './meanwhile';
import { type Asker, type FactsData, getFacts } from './queries.server';

export type FactsMeanwhile = Meanwhile<FactsData, FactField>;

/**
 * Stores the facts.
 * @param seen the version (`factsVersion`) that may be replaced
 * @param reportedDays where there are some, the first day and what the grant pays stay as they are, and so do target groups that their activities name
 */
export async function saveFacts(
  person: Asker,
  partnershipId: string,
  facts: Facts,
  seen: string,
  reportedDays: ReportedDays,
): Promise<Outcome & { meanwhile?: FactsMeanwhile }> {
  const seat = await requireEditor(person, partnershipId);
  const { start, end, languages, objectives, principal: _, secondary: __, ...plain } = facts;
  const stored = await getFacts(seat);
  const fields = differing(facts, stored);
  // Nothing to say that is not said already.
  if (fields.length === 0) return { ok: true };
  const toldOf = (now: FactsData) => ({
    ...changedMeanwhile,
    meanwhile: { fields: differing(facts, now), stored: now, version: factsVersion(now) },
  });
  if (factsVersion(stored) !== seen) return toldOf(stored);
  const reckoned = reckonedWith(facts, stored);
  const saved = await transact(async (tx) => {
    const days = await reportedDays(tx, partnershipId);
    if (reckoned && days.length > 0) return refusedAt(reckoned, { reason: 'period-locked' });
    const groups = groupsAs(await tx.targetGroup.findMany({ where: { partnershipId }, orderBy: { position: 'asc' } }), facts);
    for (const { id, name, rank } of groups.gone)
      if (await isNamed(tx, partnershipId, { targetGroups: { some: { targetGroupId: id } } }, days))
        return refusedAt(rank, { reason: 'group-reported', name });
    const data = { ...plain, ...columns('start', start), ...columns('end', end), languages: languages.join(',') };
    const { count } = await tx.partnership.updateMany({ where: { id: partnershipId, updatedAt: stored.updatedAt }, data });
    if (count === 0) return null;
    const language = languages[0] ?? 'en';
    await saveObjectives(tx, partnershipId, stored.objectives, objectives, language);
    await saveTargetGroups(tx, partnershipId, groups, language);
    // A changed fact is no longer what its source says.
    await tx.source.deleteMany({ where: { partnershipId, field: { in: fields.flatMap((field) => sourceFields[field] ?? [field]) } } });
    await recordChange(tx, changed(partnershipId, person, 'partnership', partnershipId, plain.acronym));
    return { ok: true as const };
  });
  return saved ?? toldOf(await getFacts(seat));
}

/** The first changed field that days and money of reporting periods follow from. How a date was typed is none of it. */
function reckonedWith(facts: Facts, stored: FactsData): FactField | null {
  if (facts.start.date !== stored.startDate) return 'start';
  if (facts.grantCents !== stored.grantCents) return 'grant';
  return facts.rateBasisPoints === stored.rateBasisPoints ? null : 'rate';
}

/** Stores another first day, and nothing else: whatever else the facts say now stays. `seen` as in `saveFacts`. */
export async function moveStart(person: Asker, partnershipId: string, date: string, seen: string, reportedDays: ReportedDays) {
  const seat = await requireEditor(person, partnershipId);
  const start = { date, typed: null, open: false };
  return saveFacts(person, partnershipId, { ...storedAsFacts(await getFacts(seat)), start }, seen, reportedDays);
}

const columns = (name: 'start' | 'end', { date, typed, open }: StoredDate) => ({
  [`${name}Date`]: date,
  [`${name}DateTyped`]: typed,
  [`${name}DateOpen`]: open,
});

/** An objective is known by its code: other parts of the partnership refer to its id, and it keeps the language it was written in. */
async function saveObjectives(
  tx: Tx,
  partnershipId: string,
  stored: readonly { id: string; code: string }[],
  objectives: readonly Objective[],
  language: string,
): Promise<void> {
  const left = [...stored];
  for (const [position, { code, text }] of objectives.entries()) {
    const at = left.findIndex((row) => row.code === code);
    const [kept] = at < 0 ? [] : left.splice(at, 1);
    if (kept) await tx.objective.update({ where: { id: kept.id }, data: { position, text } });
    else await tx.objective.create({ data: { id: newId(), partnershipId, position, code, text, language } });
  }
  await tx.objective.deleteMany({ where: { id: { in: left.map(({ id }) => id) } } });
}

/** A group that was renamed keeps its row: activities name it. */
async function saveTargetGroups(
  tx: Tx,
  partnershipId: string,
  { groups, gone }: ReturnType<typeof groupsAs<{ id: string; name: string; rank: string }>>,
  language: string,
): Promise<void> {
  for (const [position, { name, rank, row }] of groups.entries()) {
    // Words that stay keep the language they were written in.
    const said = row?.name === name ? {} : { name, language };
    if (row) await tx.targetGroup.update({ where: { id: row.id }, data: { position, rank, ...said } });
    else await tx.targetGroup.create({ data: { id: newId(), partnershipId, position, name, rank, language } });
  }
  await tx.targetGroup.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
}
