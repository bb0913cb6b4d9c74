/**
 * What is said about a subject: `GET ?type=&id=` answers its threads, `POST` takes what somebody says (forms.server.ts), both as JSON for
 * features/discussions/ui/thread.tsx. `GET ?thread=` leads to the place of a thread; without any of these it leads to the partnership.
 */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { getSession, requireSession } from '~/features/accounts/session.server';
import { answerCommentForm } from '~/features/discussions/answers.server';
import type { Subjects } from '~/features/discussions/discussions';
import { readNoticesAbout } from '~/features/discussions/notices.server';
import { getDiscussion, requireSubject, requireSubjectOfThread } from '~/features/discussions/queries.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { ITEM_SUBJECT } from '~/features/plan/subject';
import { itemAsSubject } from '~/features/plan/subject.server';
import { beside } from '~/kit/beside.server';

/** Who may see what, by type of subject. */
const subjects: Subjects = { [ITEM_SUBJECT]: itemAsSubject };

const PRIVATE = { headers: { 'Cache-Control': 'private, no-store' } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const thread = query.get('thread');
  // A script is told that nobody is signed in; a person who follows a link may sign in.
  const person = thread === null ? await getSession(request) : await requireSession(request);
  if (!person) return new Response(null, { status: 401 });
  const seat = await requireSeat(person, params.partnership);
  if (thread !== null) return redirect((await requireSubject(seat, await requireSubjectOfThread(seat, thread), subjects)).path);
  const type = query.get('type');
  if (type === null) return redirect(`/p/${seat.partnershipId}`);
  const subject = await requireSubject(seat, { type, id: query.get('id') ?? '' }, subjects);
  await beside('what was read', () => readNoticesAbout(seat, subject));
  return Response.json(await getDiscussion(seat, subject), PRIVATE);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await getSession(request);
  if (!person) return new Response(null, { status: 401 });
  const { partnershipId } = await requireSeat(person, params.partnership);
  return answerCommentForm(person, partnershipId, await request.formData(), subjects);
}
