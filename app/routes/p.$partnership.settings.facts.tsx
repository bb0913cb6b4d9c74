import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { type StoredDate, storedAsFacts } from '~/features/partnerships/facts';
import { saveFacts } from '~/features/partnerships/facts.server';
import { readFacts, readSeen, refused } from '~/features/partnerships/forms.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { can } from '~/features/partnerships/permissions';
import { getFacts, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { FactsForm } from '~/features/partnerships/ui/facts-form';
import { lockedDays } from '~/features/plan/period-rows.server';
import { projectNow } from '~/features/plan/projection.server';
import { planFor } from '~/features/plan/queries.server';
import { shiftOf } from '~/features/plan/shift';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'settings.facts');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  if (!can(seat, 'edit')) throw notFound();
  return { facts: await getFacts(seat) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const { partnershipId } = seat;
  const form = await request.formData();
  const read = readFacts(form);
  if (!read.ok) return refused(form, read.problems, ['languages']);
  const { start } = read.value;
  const moves = await whatMoves(seat, start.date);
  // What moves in the plan is shown before it does, on a page of its own: all else is saved here.
  const facts = moves ? { ...read.value, start: moves.start } : read.value;
  const outcome = await saveFacts(person, partnershipId, facts, readSeen(form), lockedDays);
  if (!outcome.ok) return refused(form, { [outcome.field]: outcome.problem }, ['languages'], { meanwhile: outcome.meanwhile });
  if (moves) return redirect(`/p/${partnershipId}/plan/start?start=${start.date}`);
  await projectNow(partnershipId);
  return redirect(`/p/${partnershipId}/settings`);
}

/** The first day as it is, where another one would move something in the plan; null where nothing moves, or may move: saving it says so. */
async function whatMoves(seat: Seat, newStart: string | null): Promise<{ start: StoredDate } | null> {
  const plan = await planFor(seat);
  if (newStart === null || newStart === plan.facts.startDate || shiftOf(plan, newStart).length === 0) return null;
  if (plan.facts.periods.some(({ locked }) => locked)) return null;
  return { start: storedAsFacts(await getFacts(seat)).start };
}

export default function ChangeFacts() {
  const { facts } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  return (
    <>
      <PageHeader title={t('settings.facts')} back={{ to: '..', label: t('settings.title') }} />
      <FactsForm facts={facts} refused={useFormAnswer<typeof action>()} />
    </>
  );
}
