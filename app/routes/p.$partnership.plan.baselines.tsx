/** The plan as it was: what was kept, keeping it now, and what has changed since. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { compareBaseline } from '~/features/plan/baseline';
import { listBaselines, readBaseline } from '~/features/plan/baselines.server';
import { comparisonRows } from '~/features/plan/comparison-rows';
import { act } from '~/features/plan/intents.server';
import { can } from '~/features/plan/permissions';
import { planFor } from '~/features/plan/queries.server';
import { BaselinesPage } from '~/features/plan/ui/baselines/baselines-page';
import { today } from '~/kit/dates';
import { typedIn } from '~/kit/forms.server';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan'] };
export const meta = pageTitle('plan', 'baselines.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const asked = new URL(request.url).searchParams.get('compare');
  const [baselines, plan] = await Promise.all([listBaselines(seat), planFor(seat)]);
  const chosen = baselines.find(({ id }) => id === asked);
  const comparison = chosen ? compareBaseline(await readBaseline(seat, chosen.id), plan) : null;
  return {
    baselines,
    mayDecide: can(seat, 'decide'),
    language: plan.facts.language,
    compared:
      chosen && comparison
        ? {
            name: chosen.name,
            takenAt: chosen.takenAt,
            counts: comparison.counts,
            rows: comparisonRows(comparison, plan),
            codes: plan.facts.codes,
          }
        : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const outcome = await act({ seat, form, today: today(person.timeZone), freeze: async () => null });
  if (outcome.ok) return redirect(`/p/${seat.partnershipId}/plan/baselines`);
  return data({ problems: outcome.problems, typed: typedIn(form) }, { status: 400 });
}

export default function Baselines() {
  return <BaselinesPage {...useLoaderData<typeof loader>()} refused={useFormAnswer<typeof action>() ?? null} />;
}
