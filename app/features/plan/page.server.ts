/** All that the page of the plan shows, asked for at once. */
import { redirect } from '@remix-run/node';
import { can as mayDiscuss } from '~/features/discussions/permissions';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, coordinatorNames, requireSeat } from '~/features/partnerships/queries.server';
import { lateFiles } from '~/kit/built-files.server';
import { today } from '~/kit/dates';
import { planRoom } from '~/live/wire';
import { spansOf } from './baseline';
import { listBaselines, readBaseline } from './baselines.server';
import { PLAN_GENERATION, type PlanActivity } from './facts';
import { planFacts } from './facts.server';
import { pack, packActivities } from './pack';
import { can } from './permissions';
import { planNow } from './queries.server';
import { readQuery, type View } from './query';
import { viewsFor } from './views.server';

/** Where the views are (ui/shown-view.tsx): the page names the file, and the browser fetches it meanwhile. */
const VIEW_FILES: Record<View, string> = {
  board: 'app/features/plan/ui/board/board.tsx',
  table: 'app/features/plan/ui/table/table.tsx',
  timeline: 'app/features/plan/ui/timeline/timeline.tsx',
  calendar: 'app/features/plan/ui/calendar/calendar-view.tsx',
};

/**
 * @param asked the address: without anything in it the member's own first view is shown, and a baseline that it names is drawn
 * @param activitiesOf reads what stands beside the items, of a feature that the plan does not know
 * @throws a redirect to that view, or the 404 answer
 */
export async function planPage(
  person: Asker & { name: string; timeZone: string },
  partnershipId: string | undefined,
  asked: URLSearchParams,
  activitiesOf: (seat: Seat) => Promise<readonly PlanActivity[]>,
) {
  const seat = await requireSeat(person, partnershipId);
  const views = await viewsFor(seat);
  const first = views.find(({ isDefault }) => isDefault);
  if (first && asked.size === 0) throw redirect(`/p/${seat.partnershipId}/plan?${first.query}`);
  const [activities, { activities: _, ...facts }, content, baselines] = await Promise.all([
    activitiesOf(seat),
    planFacts(seat),
    planNow(seat),
    listBaselines(seat),
  ]);
  const { baseline, view } = readQuery(asked);
  const write = can(seat, 'write');
  return {
    room: planRoom(seat.partnershipId),
    generation: PLAN_GENERATION,
    mark: content.mark,
    plan: pack(content),
    viewFiles: lateFiles(VIEW_FILES[view]),
    facts,
    activities: packActivities(activities),
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
