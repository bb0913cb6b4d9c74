/** How many came to an activity. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { attendancePath } from '~/features/activities/activities';
import { attendanceOf, decideSheet, readSheet, readSheetDeed, saveSheet } from '~/features/activities/attendance.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { AttendancePage } from '~/features/activities/ui/attendance/attendance-page';
import { useChanges } from '~/live/use-changes';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'attendance.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const page = await attendanceOf(person, params.partnership, params.activity);
  const asked = new URL(request.url).searchParams.get('sheet');
  return { page, changing: page.sheets.find(({ id, own, state }) => id === asked && own && state !== 'approved') ?? null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const page = await attendanceOf(person, params.partnership, params.activity);
  const { partnershipId, activityId } = page;
  const form = await request.formData();
  const deed = readSheetDeed(form);
  const sheet = page.sheets.find(({ id }) => id === form.get('sheet'));
  const read = deed ? null : readSheet(form, sheet?.bands ?? page.bands, page);
  if (read && !read.ok) return data(await answerOf(person.language, form, read.problems), 400);
  const done = deed
    ? await decideSheet(person, partnershipId, activityId, deed)
    : read && (await saveSheet(person, partnershipId, activityId, read.form));
  if (done && !done.ok) return data(await answerOf(person.language, form, done.problems), 400);
  return redirect(attendancePath(partnershipId, activityId));
}

export default function Attendance() {
  const { page, changing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const updates = useChanges(page.partnershipId, ['activity']);
  return <AttendancePage page={page} changing={changing} answer={answer} updates={updates} />;
}
