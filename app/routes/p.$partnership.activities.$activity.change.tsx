/** Changes what is said of an activity. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activityPath } from '~/features/activities/activities';
import { changeActivity } from '~/features/activities/commands.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { readActivity, readSeen } from '~/features/activities/forms.server';
import { choicesFor, getActivity, knownOf } from '~/features/activities/queries.server';
import { ActivityForm } from '~/features/activities/ui/activity-form';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'form.change');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const activity = await getActivity(person, params.partnership, params.activity);
  if (!activity.mayWrite) throw notFound();
  return { activity, choices: await choicesFor(await requireSeat(person, params.partnership)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const activity = await getActivity(person, params.partnership, params.activity);
  if (!activity.mayWrite) throw notFound();
  const { id, partnershipId, type, version } = activity;
  const form = await request.formData();
  const read = readActivity(form, type, knownOf(await choicesFor(await requireSeat(person, partnershipId))));
  if (!read.ok) return data({ ...(await answerOf(person.language, form, read.problems)), meanwhile: undefined }, 400);
  const saved = await changeActivity(person, partnershipId, id, read.form, readSeen(form));
  if (saved.ok) return redirect(activityPath(partnershipId, id));
  const answer = await answerOf(person.language, form, saved.problems);
  const meanwhile = saved.problems[''] === 'problem.changedMeanwhile' ? version : undefined;
  return data({ ...answer, meanwhile }, 400);
}

export default function ChangeActivity() {
  const { activity, choices } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const t = useT('activities');
  const back = activityPath(activity.partnershipId, activity.id);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('form.change')} back={{ to: back, label: activity.title, lang: activity.language }} />
      <ActivityForm
        type={activity.type}
        editing={activity}
        choices={choices}
        organisationId={activity.organisationId}
        zone={activity.zone}
        answer={answer}
        meanwhile={answer?.meanwhile}
        back={back}
      />
    </div>
  );
}
