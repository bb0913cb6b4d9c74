/** Reads of the plan: from its room, where everything that was acked stands. */
import * as Y from 'yjs';
import type { Seat } from '~/features/partnerships/partnerships';
import { services } from '~/kit/services.server';
import { markOf } from '~/live/text-mark';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { planFacts } from './facts.server';
import { readItems, readLimits, readLinks } from './live';
import { Plan, type PlanContent } from './whole';

/** What the room of a partnership holds now, as somebody who may read it sees it. */
export async function planNow({ partnershipId }: Pick<Seat, 'partnershipId'>): Promise<PlanContent & { mark: string }> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await services().sync.read(planRoom(partnershipId), PLAN_GENERATION));
  const content = { items: readItems(doc), links: readLinks(doc), limits: readLimits(doc), mark: markOf(doc) };
  doc.destroy();
  return content;
}

/** The plan as a member sees it now: the room, read against the facts. */
export async function planFor(seat: Seat): Promise<Plan> {
  const [content, facts] = await Promise.all([planNow(seat), planFacts(seat)]);
  return new Plan(content, facts);
}
