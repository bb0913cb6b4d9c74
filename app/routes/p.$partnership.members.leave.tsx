import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { refused } from '~/features/partnerships/forms.server';
import { isOnlyCoordinator, leave } from '~/features/partnerships/members.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { LeaveForm } from '~/features/partnerships/ui/seat-form';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'leave.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  return { only: await isOnlyCoordinator(seat) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const left = await leave(person, partnershipId);
  return left.ok ? redirect('/') : refused(await request.formData(), { [left.field]: left.problem });
}

export default function Leave() {
  const { only } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  return (
    <>
      <PageHeader title={t('leave.title')} lead={t('leave.what')} back={{ to: '../members', label: t('members.title') }} />
      {only ? (
        <Notice tone="warn" className="mb-6 max-w-xl">
          {t('leave.only')}
        </Notice>
      ) : null}
      <LeaveForm refused={useFormAnswer<typeof action>()} />
    </>
  );
}
