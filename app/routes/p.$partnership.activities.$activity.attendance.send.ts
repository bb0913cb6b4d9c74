/** Where counts that waited without a network are sent to. Answers in JSON, for whoever stays on their page. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { attendancePath } from '~/features/activities/activities';
import { attendanceOf, readSheet, saveSheet } from '~/features/activities/attendance.server';
import { answerOf } from '~/features/activities/form-answer.server';
import { ACCOUNT } from '~/live/waiting-forms';

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const page = await attendanceOf(person, params.partnership, params.activity);
  const { partnershipId, activityId, sheets } = page;
  const form = await request.formData();
  // Counted by somebody else, who was signed in here before: it waits until they are again.
  if (form.get(ACCOUNT) !== person.userId) return new Response(null, { status: 409 });
  const known = sheets.find(({ id }) => id === form.get('sheet'));
  const read = readSheet(form, known, page);
  const saved = read.ok ? await saveSheet(person, partnershipId, activityId, read.form) : read;
  if (saved.ok) return Response.json({ ok: true });
  const { errors } = await answerOf(person.language, form, saved.problems);
  return Response.json({ ok: false, problem: Object.values(errors).join(' ') }, { status: 400 });
}

/** Nothing is shown here: whoever comes by the address is led to the page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { partnershipId, activityId } = await attendanceOf(await requireSession(request), params.partnership, params.activity);
  return redirect(attendancePath(partnershipId, activityId));
}
