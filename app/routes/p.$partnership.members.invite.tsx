import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { readInvitation, refused } from '~/features/partnerships/forms.server';
import { invite } from '~/features/partnerships/invitations.server';
import { INVITATION_DAYS } from '~/features/partnerships/partnerships';
import { can } from '~/features/partnerships/permissions';
import { getFacts, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { InvitationForm, InvitationReady } from '~/features/partnerships/ui/invitation-form';
import { useT } from '~/i18n/react';
import { canSendMail } from '~/kit/mail.server';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'invite.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  if (!can(seat, 'invite')) throw notFound();
  const { organisations, languages } = await getFacts(seat);
  return { organisations: organisations.map(({ id, name }) => ({ id, name })), languages, canSendMail: canSendMail() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const read = readInvitation(form);
  if (!read.ok) return refused(form, read.problems, ['grants']);
  const made = await invite(person, partnershipId, read.value, context.origin);
  if (!made.ok) return refused(form, { [made.field]: made.problem }, ['grants']);
  // Shown once, so this answer is the page itself: a redirect could not carry the link without keeping it somewhere.
  return data({ link: made.link, email: read.value.email }, { headers: { 'Cache-Control': 'no-store' } });
}

export default function Invite() {
  const { organisations, languages, canSendMail } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const t = useT('partnerships');
  const made = answer && 'link' in answer ? answer : null;
  return (
    <>
      <PageHeader
        title={made ? t('invited.title') : t('invite.title')}
        lead={t('invite.lead', { days: INVITATION_DAYS })}
        back={{ to: '../members', label: t('members.title') }}
      />
      {made ? (
        <InvitationReady link={made.link} mailedTo={canSendMail ? made.email : ''} />
      ) : (
        <InvitationForm
          organisations={organisations}
          languages={languages}
          canSendMail={canSendMail}
          refused={answer && 'problems' in answer ? answer : undefined}
        />
      )}
    </>
  );
}
