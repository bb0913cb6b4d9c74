/** How people are counted in a partnership: by which ages, and which numbers are too small to be told to others. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activitiesPath } from '~/features/activities/activities';
import { readRules, rulesOf, setRules } from '~/features/activities/attendance.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { canSetRules } from '~/features/activities/permissions';
import { RulesPage } from '~/features/activities/ui/attendance/rules-page';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'attendance.rules');

async function requireRules(request: Request, partnershipId: string | undefined) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, partnershipId);
  if (!canSetRules(seat)) throw notFound();
  return { person, seat };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { seat } = await requireRules(request, params.partnership);
  return { partnershipId: seat.partnershipId, rules: await rulesOf(seat.partnershipId) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { person, seat } = await requireRules(request, params.partnership);
  const form = await request.formData();
  const read = readRules(form);
  if (!read.ok) return data(await answerOf(person.language, form, read.problems), 400);
  await setRules(seat, read.rules);
  return redirect(`${activitiesPath(seat.partnershipId)}/counting?done=saved`);
}

export default function Counting() {
  const { partnershipId, rules } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const [search] = useSearchParams();
  return <RulesPage back={activitiesPath(partnershipId)} rules={rules} answer={answer} saved={search.get('done') === 'saved'} />;
}
