/** The reporting periods: which months belong together, and whether what is said of them may change still. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { act } from '~/features/plan/intents.server';
import { daysOf, toLockBefore, toOpenBefore } from '~/features/plan/periods';
import { can } from '~/features/plan/permissions';
import { planFor } from '~/features/plan/queries.server';
import { PeriodsPage } from '~/features/plan/ui/periods/periods-page';
import { linesOf, openElsewhere } from '~/features/reports/missing.server';
import { today } from '~/kit/dates';
import { typedIn } from '~/kit/forms.server';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan'] };
export const meta = pageTitle('plan', 'periods.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { facts } = await planFor(seat);
  const changing = new URL(request.url).searchParams.get('change');
  return {
    periods: facts.periods.map((period) => ({
      ...period,
      riskStates: {},
      days: daysOf(period, facts.startDate),
      waitsFor: (period.locked ? toOpenBefore : toLockBefore)(facts.periods, period)?.number ?? null,
    })),
    mayDecide: can(seat, 'decide'),
    changing: facts.periods.find(({ id, locked }) => id === changing && !locked)?.id ?? null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const { partnershipId } = seat;
  const outcome = await act({
    seat,
    form,
    today: today(person.timeZone),
    freeze: async () => null,
    elsewhere: openElsewhere(partnershipId),
  });
  if (outcome.ok) return redirect(`/p/${partnershipId}/plan/periods`);
  const plan = await planFor(seat);
  const missing = linesOf(plan, outcome.missing ?? []).map((line) => ({ ...line, lang: plan.facts.language }));
  return data({ problems: outcome.problems, missing, typed: typedIn(form) }, { status: 400 });
}

export default function Periods() {
  return <PeriodsPage {...useLoaderData<typeof loader>()} refused={useFormAnswer<typeof action>() ?? null} />;
}
