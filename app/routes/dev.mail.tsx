/** The mailbox of an installation without a mail server: the host hands the links over. With a mail server it does not exist. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Inbox } from 'lucide';
import { waitingMails } from '~/features/accounts/outbox.server';
import { requireSession } from '~/features/accounts/session.server';
import { MailList } from '~/features/accounts/ui/mail-list';
import { useT } from '~/i18n/react';
import { canSendMail } from '~/kit/mail.server';
import { Card, EmptyState } from '~/ui/card';
import { Frame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'mailbox.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const mails = await waitingMails(await requireSession(request), context.origin);
  if (!mails || canSendMail()) throw new Response(null, { status: 404 });
  return { mails };
}

export default function Mailbox() {
  const { mails } = useLoaderData<typeof loader>();
  const t = useT('accounts');
  return (
    <Frame>
      <div className="mx-auto max-w-3xl">
        <PageHeader title={t('mailbox.title')} lead={t('mailbox.text')} back={{ to: '/host', label: t('host.title') }} />
        {mails.length > 0 ? (
          <MailList mails={mails} />
        ) : (
          <Card>
            <EmptyState icon={<Icon of={Inbox} />} title={t('mailbox.empty')}>
              {null}
            </EmptyState>
          </Card>
        )}
      </div>
    </Frame>
  );
}
