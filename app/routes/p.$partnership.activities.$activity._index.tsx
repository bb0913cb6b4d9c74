/** One activity: what is said of it, and what may be done with it. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activityPath } from '~/features/activities/activities';
import { removeActivity, setState } from '~/features/activities/commands.server';
import { readDeed } from '~/features/activities/forms.server';
import { choicesFor, getActivity } from '~/features/activities/queries.server';
import { ActivityView } from '~/features/activities/ui/activity-view';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useChanges } from '~/live/use-changes';
import type { FrameHandle } from '~/ui/frame/handle';
import { titled } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta: MetaFunction<typeof loader> = ({ data: page }) => titled(page?.activity.title);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const activity = await getActivity(person, params.partnership, params.activity);
  const { organisations } = await choicesFor(await requireSeat(person, params.partnership));
  return { activity, organisations };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { id, partnershipId } = await getActivity(person, params.partnership, params.activity);
  const deed = readDeed(await request.formData());
  if (!deed) throw notFound();
  const done =
    deed.what === 'state'
      ? await setState(person, partnershipId, id, deed.state)
      : await removeActivity(person, partnershipId, id, deed.what === 'remove');
  return done.ok ? redirect(activityPath(partnershipId, id)) : data(null, 400);
}

export default function Activity() {
  const { activity, organisations } = useLoaderData<typeof loader>();
  const updates = useChanges(activity.partnershipId, ['activity']);
  return <ActivityView activity={activity} organisations={organisations} updates={updates} />;
}
