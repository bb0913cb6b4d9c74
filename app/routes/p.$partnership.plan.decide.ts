/** Where the buttons about the plan post to: decisions, periods, baselines and kept views. Answers in JSON, for whoever stays on their page. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { keepForGood } from '~/features/documents/copies.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { act } from '~/features/plan/intents.server';
import { today } from '~/kit/dates';

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const outcome = await act({ seat, form, today: today(person.timeZone), freeze: (documentId) => keepForGood(person, documentId) });
  return data(outcome, { status: outcome.ok ? 200 : 400 });
}

/** Nothing is shown here: whoever comes by the address is led to the plan. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { partnershipId } = await requireSeat(await requireSession(request), params.partnership);
  return redirect(`/p/${partnershipId}/plan`);
}
