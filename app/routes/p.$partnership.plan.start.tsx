/** Another first day of the project: lists all that moves with it, and saves it after one confirmation. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { factsVersion } from '~/features/partnerships/facts';
import { moveStart } from '~/features/partnerships/facts.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { readStart } from '~/features/plan/forms.server';
import { lockedDays } from '~/features/plan/period-rows.server';
import { projectNow } from '~/features/plan/projection.server';
import { planFor } from '~/features/plan/queries.server';
import { shiftOf } from '~/features/plan/shift';
import { StartPage } from '~/features/plan/ui/start-page';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan', 'partnerships'] };
export const meta = pageTitle('plan', 'start.title');

async function editor(request: Request, partnershipId: string | undefined) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, 'edit')) throw notFound();
  return { person, seat };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { seat } = await editor(request, params.partnership);
  const asked = new URL(request.url).searchParams;
  const form = new FormData();
  form.set('start', asked.get('start') ?? '');
  const read = readStart(form);
  const [plan, facts] = await Promise.all([planFor(seat), getFacts(seat)]);
  const { startDate, language } = plan.facts;
  const start = read.ok ? read.data.start : null;
  const moved = start === null ? [] : shiftOf(plan, start);
  return {
    startDate,
    language,
    start,
    problem: asked.has('start') && !read.ok ? ('problem.date' as const) : null,
    version: factsVersion(facts),
    moved: moved.map(({ item: { id, title, kind }, code, before, after }) => ({ id, title, code, kind, before, after })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { person, seat } = await editor(request, params.partnership);
  const form = await request.formData();
  const read = readStart(form);
  if (!read.ok) return data({ problem: 'problem.date' as const }, { status: 400 });
  const outcome = await moveStart(person, seat.partnershipId, read.data.start, String(form.get('version')), lockedDays);
  if (!outcome.ok) {
    const isLocked = outcome.problem.reason === 'period-locked';
    return data({ problem: isLocked ? ('problem.startLocked' as const) : ('problem.decidedMeanwhile' as const) }, { status: 409 });
  }
  await projectNow(seat.partnershipId);
  return redirect(`/p/${seat.partnershipId}/plan`);
}

export default function Start() {
  return <StartPage {...useLoaderData<typeof loader>()} refused={useFormAnswer<typeof action>()?.problem ?? null} />;
}
