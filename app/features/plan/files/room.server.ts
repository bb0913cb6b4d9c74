/** All that the room of a plan holds, with the rich texts; and who and what files name. */
import * as Y from 'yjs';
import type { Seat } from '~/features/partnerships/partnerships';
import { db } from '~/kit/db.server';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION, type PlanFacts } from '../facts';
import { planFacts } from '../facts.server';
import { descriptionOf, readItems, readLimits, readLinks } from '../live';
import { Plan } from '../whole';
import type { Partnership } from './matching';
import { Names } from './names';
import { type RichNode, readTree } from './rich/tree';

export async function wholePlan(seat: Seat): Promise<{ plan: Plan; descriptions: Map<string, RichNode[]> }> {
  const [facts, update] = await Promise.all([planFacts(seat), services().sync.read(planRoom(seat.partnershipId), PLAN_GENERATION)]);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const items = readItems(doc);
  const descriptions = new Map<string, RichNode[]>();
  for (const { id } of items) {
    const fragment = descriptionOf(doc, id);
    if (fragment && fragment.length > 0) descriptions.set(id, readTree(fragment));
  }
  const plan = new Plan({ items, links: readLinks(doc), limits: readLimits(doc) }, facts);
  doc.destroy();
  return { plan, descriptions };
}

export const organisationNames = ({ organisations }: Pick<PlanFacts, 'organisations'>) =>
  new Names(organisations.map(({ id, name, shortName }) => ({ id, names: [shortName, name] })));

export const peopleNames = ({ people }: Pick<PlanFacts, 'people'>, mails?: ReadonlyMap<string, string>) =>
  new Names(people.map(({ id, name }) => ({ id, names: [name, mails?.get(id) ?? ''] })));

export const documentNames = ({ documents }: Pick<PlanFacts, 'documents'>) =>
  new Names(documents.map(({ id, title }) => ({ id, names: [title] })));

/** What a file may name. Addresses serve to find people; they are told to nobody. */
export async function namedIn(seat: Seat): Promise<Partnership> {
  const { partnershipId } = seat;
  const [facts, members, documents] = await Promise.all([
    planFacts(seat),
    db().member.findMany({
      where: { partnershipId, user: { emailUnproved: false } },
      select: { userId: true, user: { select: { email: true } } },
    }),
    db().document.findMany({ where: { partnershipId }, select: { id: true } }),
  ]);
  const mails = new Map(members.map(({ userId, user }) => [userId, user.email]));
  return {
    organisations: organisationNames(facts),
    people: peopleNames(facts, mails),
    documents: documentNames(facts),
    documentIds: new Set(documents.map(({ id }) => id)),
    periods: facts.periods,
    codes: facts.codes,
  };
}
