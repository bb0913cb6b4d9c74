/** What others hear of it when the plan has changed: a line for "since your last visit", and a word to whoever was given something to do. */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Tx } from '~/kit/db.server';
import { tellAssigned } from './assigned.server';
import type { Noted } from './history.server';
import type { Plan } from './whole';

/** One author's work on the plan is one line for so long. */
export const TELL_EVERY_MS = 30 * 60_000;
/** More than so many new at once are an import, and not told one by one. */
const ONE_BY_ONE = 5;

export async function tellOf(tx: Tx, plan: Plan, authors: readonly string[], noted: readonly Noted[], now: Date): Promise<void> {
  await tellEdited(tx, plan, authors, now);
  await tellAdded(tx, plan, noted);
  await tellPeople(tx, plan, noted);
}

async function tellEdited(tx: Tx, { facts: { partnershipId, acronym } }: Plan, authors: readonly string[], now: Date): Promise<void> {
  if (authors.length === 0) return;
  const at = { gt: new Date(now.getTime() - TELL_EVERY_MS) };
  const where = { partnershipId, action: 'plan.edited', actorId: { in: [...authors] }, at };
  const told = new Set((await tx.change.findMany({ where, select: { actorId: true } })).map(({ actorId }) => actorId));
  for (const actorId of new Set(authors)) {
    if (told.has(actorId)) continue;
    const subject = { subjectType: 'plan', subjectId: partnershipId, subjectTitle: acronym };
    await recordChange(tx, { partnershipId, actorId, action: 'plan.edited', ...subject });
  }
}

async function tellAdded(tx: Tx, { facts: { partnershipId } }: Plan, noted: readonly Noted[]): Promise<void> {
  const added = noted.filter(
    ({ change, item }) => change.field === 'created' && ['workPackage', 'deliverable'].includes(item.kind) && item.title,
  );
  if (added.length > ONE_BY_ONE) return;
  for (const { item, actorId } of added) {
    const subject = { subjectType: 'plan', subjectId: item.id, subjectTitle: item.title };
    await recordChange(tx, { partnershipId, actorId, action: 'plan.item-added', ...subject });
  }
}

/** Also whoever is named in an item from its beginning. */
async function tellPeople(tx: Tx, plan: Plan, noted: readonly Noted[]): Promise<void> {
  const given = new Map<string, { userId: string; actorId: string | null; ids: Set<string> }>();
  for (const { item, change, actorId } of noted) {
    const named = change.field === 'created' ? item.people : change.field === 'people' && change.after !== null ? [change.about] : [];
    for (const userId of named) {
      if (userId === actorId || !plan.person(userId)) continue;
      const key = `${userId} ${actorId}`;
      const one = given.get(key) ?? { userId, actorId, ids: new Set() };
      one.ids.add(item.id);
      given.set(key, one);
    }
  }
  for (const { userId, actorId, ids } of given.values()) {
    const items = [...ids].flatMap((id) => {
      const item = plan.items.get(id);
      return item ? { id, code: plan.codeOf(id), title: item.title } : [];
    });
    await tellAssigned(tx, { partnershipId: plan.facts.partnershipId, userId, actorId, items });
  }
}
