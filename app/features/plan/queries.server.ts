/** Reads of the plan: from its room, where everything that was acked stands. */
import * as Y from 'yjs';
import type { Seat } from '~/features/partnerships/partnerships';
import { Latest } from '~/kit/latest';
import { remembered } from '~/kit/remember.server';
import { services } from '~/kit/services.server';
import { markOf } from '~/live/text-mark';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { planFacts } from './facts.server';
import { readItems, readLimits, readLinks } from './live';
import { Plan, type PlanContent } from './whole';

type MarkedContent = PlanContent & { mark: string };

/** Plans as they were read last. */
const kept = remembered('plans-read', () => new Latest<{ state: Uint8Array; content: MarkedContent }>(20));

/** What the room of a partnership holds now, as somebody who may read it sees it. Nobody may change what is in it: all who ask meanwhile share it. */
export async function planNow({ partnershipId }: Pick<Seat, 'partnershipId'>): Promise<MarkedContent> {
  const state = await services().sync.read(planRoom(partnershipId), PLAN_GENERATION);
  // Between two changes all pages read the same bytes: to compare them is quick, to read them is not.
  const known = kept.get(partnershipId);
  const content = known && (known.state === state || Buffer.compare(known.state, state) === 0) ? known.content : contentOf(state);
  kept.set(partnershipId, { state, content });
  return content;
}

function contentOf(state: Uint8Array): MarkedContent {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const content = { items: readItems(doc), links: readLinks(doc), limits: readLimits(doc), mark: markOf(doc) };
  doc.destroy();
  return content;
}

/** The plan as a member sees it now: the room, read against the facts. */
export async function planFor(seat: Seat): Promise<Plan> {
  const [content, facts] = await Promise.all([planNow(seat), planFacts(seat)]);
  return new Plan(content, facts);
}
