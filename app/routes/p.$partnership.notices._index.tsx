/** What the reader should know, in this partnership: the unread notices first. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { CircleCheck } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { countUnread, listNotices, readNotices } from '~/features/discussions/notices.server';
import { NoticeList } from '~/features/discussions/ui/notices';
import { requireSeat } from '~/features/partnerships/queries.server';
import { LiveChanges } from '~/features/partnerships/ui/live-changes';
import { useT } from '~/i18n/react';
import { tFor } from '~/i18n/translate';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = {
  i18n: ['discussions', 'partnerships'],
  where: (data) => ({ label: (data as { label: string }).label }),
};
export const meta = pageTitle('discussions', 'notices.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const [list, unread, t] = await Promise.all([listNotices(seat), countUnread(seat), tFor(person.language, 'discussions')]);
  return { partnershipId: seat.partnershipId, label: t('notices.title'), unread, ...list };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const form = await request.formData();
  const id = form.get('id');
  await readNotices(seat, form.get('intent') === 'all' ? 'all' : { id: typeof id === 'string' ? id : '' });
  return redirect(`/p/${seat.partnershipId}/notices`);
}

export default function Notices() {
  const { partnershipId, notices, more, unread, language } = useLoaderData<typeof loader>();
  const t = useT('discussions');
  return (
    <>
      <PageHeader
        title={t('notices.title')}
        lead={t('notices.unread', { count: unread })}
        action={
          unread > 0 ? (
            <Form method="post">
              <Button type="submit" name="intent" value="all">
                {t('notices.readAll')}
              </Button>
            </Form>
          ) : null
        }
      />
      <LiveChanges partnershipId={partnershipId} about={['notice']} shown={notices} />
      {notices.length === 0 ? (
        <div className="rounded-card border border-line bg-surface">
          <EmptyState icon={<Icon of={CircleCheck} />} title={t('notices.none')}>
            {t('notices.what')}
          </EmptyState>
        </div>
      ) : (
        <NoticeList notices={notices} partnershipId={partnershipId} language={language} />
      )}
      {more ? <p className="mt-4 text-sm text-ink-soft">{t('notices.more')}</p> : null}
      <p className="mt-6 text-sm">
        <Link to="/account">{t('notices.mails')}</Link>
      </p>
    </>
  );
}
