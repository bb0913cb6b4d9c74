/** One activity: what is said of it, and what may be done with it. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activityPath } from '~/features/activities/activities';
import { removeActivity, setState } from '~/features/activities/commands.server';
import { documentsOf, linkDocument, readDocumentDeed } from '~/features/activities/documents.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { readDeed } from '~/features/activities/forms.server';
import type { Problems } from '~/features/activities/problems';
import { getActivity, organisationsOf } from '~/features/activities/queries.server';
import { linkSections, readSectionDeed, sectionsOf } from '~/features/activities/sections.server';
import { ActivityView } from '~/features/activities/ui/activity-view';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useChanges } from '~/live/use-changes';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { titled } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta: MetaFunction<typeof loader> = ({ data: page }) => titled(page?.activity.title);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const activity = await getActivity(person, params.partnership, params.activity);
  const seat = await requireSeat(person, params.partnership);
  const asked = new URL(request.url).searchParams.get('sections');
  const [organisations, documents, sections] = await Promise.all([
    organisationsOf(seat),
    documentsOf(seat, activity.id),
    activity.type === 'consultation' ? sectionsOf(person, seat, activity.id, activity.mayWrite ? asked : null) : null,
  ]);
  return { activity, organisations, documents, sections };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { id, partnershipId } = await getActivity(person, params.partnership, params.activity);
  const form = await request.formData();
  const refuse = async (problems: Problems) => data(await answerOf(person.language, form, problems), 400);
  const [linking, feeding] = [readDocumentDeed(form), readSectionDeed(form)];
  const linked = linking
    ? linkDocument(person, partnershipId, id, linking)
    : feeding
      ? linkSections(person, partnershipId, id, feeding)
      : null;
  if (linked) {
    const done = await linked;
    return done.ok ? redirect(activityPath(partnershipId, id)) : refuse(done.problems);
  }
  const deed = readDeed(form);
  if (!deed) throw notFound();
  const done =
    deed.what === 'state'
      ? await setState(person, partnershipId, id, deed.state)
      : await removeActivity(person, partnershipId, id, deed.what === 'remove');
  return done.ok ? redirect(activityPath(partnershipId, id)) : refuse(done.problems);
}

export default function Activity() {
  const page = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const updates = useChanges(page.activity.partnershipId, ['activity', 'document', 'plan']);
  return <ActivityView {...page} answer={answer} updates={updates} />;
}
