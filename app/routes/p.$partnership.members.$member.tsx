import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { type Deed, doneAt } from '~/features/partnerships/deeds';
import { readSeat, refused } from '~/features/partnerships/forms.server';
import { changeSeat, removeMember } from '~/features/partnerships/members.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, listMembers, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { RemoveMember, SeatForm } from '~/features/partnerships/ui/seat-form';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'members.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const member = (await listMembers(seat)).find(({ id }) => id === params.member);
  if (!can(seat, 'invite') || !member) throw notFound();
  const { organisations, languages } = await getFacts(seat);
  return { member, organisations: organisations.map(({ id, name }) => ({ id, name })), languages };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const memberId = params.member ?? '';
  const form = await request.formData();
  const list = (deed: Deed) => redirect(`/p/${partnershipId}/members${doneAt(deed, memberId)}`);
  const removing = form.get('intent') === 'remove';
  const read = removing ? null : readSeat(form);
  if (read && !read.ok) return refused(form, read.problems, ['grants']);
  const outcome = read
    ? await changeSeat(person, partnershipId, memberId, read.value)
    : await removeMember(person, partnershipId, memberId);
  if (outcome.ok) return list(removing ? 'removed' : 'saved');
  if (outcome.problem.reason === 'removed-meanwhile') return list('seatEnded');
  return refused(form, { [outcome.field]: outcome.problem }, ['grants']);
}

export default function ChangeMember() {
  const { member, organisations, languages } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  return (
    <>
      <PageHeader title={t('members.change', { name: member.name })} back={{ to: '../members', label: t('members.title') }} />
      <SeatForm member={member} organisations={organisations} languages={languages} refused={useFormAnswer<typeof action>()} />
      {member.isMe ? null : <RemoveMember name={member.name} />}
    </>
  );
}
