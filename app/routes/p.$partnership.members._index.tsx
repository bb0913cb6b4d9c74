import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { UserPlus } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { doneAt } from '~/features/partnerships/deeds';
import { idIn } from '~/features/partnerships/forms.server';
import { withdrawInvitation } from '~/features/partnerships/invitations.server';
import { can } from '~/features/partnerships/permissions';
import { listInvitations, listMembers, requireSeat } from '~/features/partnerships/queries.server';
import { Done } from '~/features/partnerships/ui/done';
import { LiveChanges } from '~/features/partnerships/ui/live-changes';
import { InvitationTable, MemberTable } from '~/features/partnerships/ui/members';
import { Section } from '~/features/partnerships/ui/sections';
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'members.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const [members, invitations] = await Promise.all([listMembers(seat), listInvitations(seat)]);
  return { partnershipId: seat.partnershipId, members, invitations, mayInvite: can(seat, 'invite') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const id = idIn(await request.formData()) ?? '';
  const withdrawn = await withdrawInvitation(person, partnershipId, id);
  return redirect(`/p/${partnershipId}/members${doneAt(withdrawn ? 'withdrawn' : 'withdrawnBefore', id)}`);
}

export default function Members() {
  const { partnershipId, members, invitations, mayInvite } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  return (
    <>
      <PageHeader
        title={t('members.title')}
        lead={t('members.lead')}
        action={
          mayInvite ? (
            <ButtonLink to="invite" look="primary" icon={<Icon of={UserPlus} className="size-4" />}>
              {t('invite')}
            </ButtonLink>
          ) : null
        }
      />
      <LiveChanges partnershipId={partnershipId} about={['member', 'invitation', 'organisation']} shown={[members, invitations]} />
      <Done rows={members} />
      <MemberTable members={members} mayEdit={mayInvite} />
      {invitations.length > 0 ? (
        <div className="mt-8">
          <Section title={t('invitations.title')}>
            <InvitationTable invitations={invitations} />
          </Section>
        </div>
      ) : null}
      <p className="mt-8 text-sm">
        <Link to="leave">{t('leave.title')}</Link>
      </p>
    </>
  );
}
