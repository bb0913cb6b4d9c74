/** The reporting periods: which months belong together, and whether what is said of them may change still. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { openAttendance } from '~/features/activities/open.server';
import { openExpenses } from '~/features/budget/open.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { act } from '~/features/plan/intents.server';
import { daysOf } from '~/features/plan/periods';
import type { OpenElsewhere } from '~/features/plan/periods.server';
import { can } from '~/features/plan/permissions';
import { planFor } from '~/features/plan/queries.server';
import { PeriodsPage } from '~/features/plan/ui/periods/periods-page';
import { today } from '~/kit/dates';
import { typedIn } from '~/kit/forms.server';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan'] };
export const meta = pageTitle('plan', 'periods.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { facts } = await planFor(seat);
  const changing = new URL(request.url).searchParams.get('change');
  return {
    periods: facts.periods.map((period) => ({ ...period, riskStates: {}, days: daysOf(period, facts.startDate) })),
    mayDecide: can(seat, 'decide'),
    changing: facts.periods.find(({ id, locked }) => id === changing && !locked)?.id ?? null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const { partnershipId } = seat;
  const elsewhere: OpenElsewhere = async (tx, days) => [
    ...(await openAttendance(tx, partnershipId, days)),
    ...(await openExpenses(tx, partnershipId, days)),
  ];
  const outcome = await act({ seat, form, today: today(person.timeZone), freeze: async () => null, elsewhere });
  if (outcome.ok) return redirect(`/p/${partnershipId}/plan/periods`);
  const { items, facts } = await planFor(seat);
  const missing = outcome.missing?.map(({ problem, itemId, elsewhere: open }) => ({
    problem,
    to: open?.path ?? (itemId ? `/p/${partnershipId}/plan?item=${itemId}` : null),
    title: open?.title ?? items.get(itemId ?? '')?.title ?? '',
    lang: facts.language,
    isElsewhere: open !== undefined,
  }));
  return data({ problems: outcome.problems, missing: missing ?? [], typed: typedIn(form) }, { status: 400 });
}

export default function Periods() {
  return <PeriodsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
