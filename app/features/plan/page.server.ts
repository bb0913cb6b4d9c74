/** All that the page of the plan shows, asked for at once. */
import { type Asker, coordinatorNames, requireSeat } from '~/features/partnerships/queries.server';
import { today } from '~/kit/dates';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { planFacts } from './facts.server';
import { pack } from './pack';
import { can } from './permissions';
import { planNow } from './queries.server';
import { viewsFor } from './views.server';

export async function planPage(person: Asker & { name: string; timeZone: string }, partnershipId: string | undefined) {
  const seat = await requireSeat(person, partnershipId);
  const [facts, { mark, ...content }, views] = await Promise.all([planFacts(seat), planNow(seat), viewsFor(seat)]);
  const write = can(seat, 'write');
  return {
    room: planRoom(seat.partnershipId),
    generation: PLAN_GENERATION,
    mark,
    plan: pack(content),
    facts,
    views,
    today: today(person.timeZone),
    me: { id: person.userId, name: person.name },
    /** Why this person reads and does not write, and whom to ask; null for writers. */
    reading: write ? null : { closed: seat.closed, ask: await coordinatorNames(seat) },
    may: { write, decide: can(seat, 'decide'), shareView: can(seat, 'share-view') },
  };
}

export type PlanPage = Awaited<ReturnType<typeof planPage>>;
