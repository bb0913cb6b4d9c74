/** All that the page of the plan shows, asked for at once. */
import { redirect } from '@remix-run/node';
import { can as mayDiscuss } from '~/features/discussions/permissions';
import { type Asker, coordinatorNames, requireSeat } from '~/features/partnerships/queries.server';
import { today } from '~/kit/dates';
import { planRoom } from '~/live/wire';
import { spansOf } from './baseline';
import { listBaselines, readBaseline } from './baselines.server';
import { PLAN_GENERATION } from './facts';
import { planFacts } from './facts.server';
import { pack } from './pack';
import { can } from './permissions';
import { planNow } from './queries.server';
import { readQuery } from './query';
import { viewsFor } from './views.server';

/**
 * @param asked the address: without anything in it the member's own first view is shown, and a baseline that it names is drawn
 * @throws a redirect to that view, or the 404 answer
 */
export async function planPage(
  person: Asker & { name: string; timeZone: string },
  partnershipId: string | undefined,
  asked: URLSearchParams,
) {
  const seat = await requireSeat(person, partnershipId);
  const views = await viewsFor(seat);
  const first = views.find(({ isDefault }) => isDefault);
  if (first && asked.size === 0) throw redirect(`/p/${seat.partnershipId}/plan?${first.query}`);
  const [facts, { mark, ...content }, baselines] = await Promise.all([planFacts(seat), planNow(seat), listBaselines(seat)]);
  const { baseline } = readQuery(asked);
  const write = can(seat, 'write');
  return {
    room: planRoom(seat.partnershipId),
    generation: PLAN_GENERATION,
    mark,
    plan: pack(content),
    facts,
    views,
    baselines: baselines.map(({ id, name }) => ({ id, name })),
    /** Where things stood when the baseline of the address was taken, by id. */
    baseline: baselines.some(({ id }) => id === baseline) ? spansOf(await readBaseline(seat, baseline ?? '')) : null,
    today: today(person.timeZone),
    me: { id: person.userId, name: person.name },
    /** Why this person reads and does not write, and whom to ask; null for writers. */
    reading: write ? null : { closed: seat.closed, ask: await coordinatorNames(seat) },
    may: { write, decide: can(seat, 'decide'), shareView: can(seat, 'share-view'), comment: mayDiscuss(seat, 'comment') },
  };
}

export type PlanPage = Awaited<ReturnType<typeof planPage>>;
