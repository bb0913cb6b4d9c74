/** The host's page: who may open partnerships, and which there are. For everybody else it does not exist. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { setMayOpenPartnerships } from '~/features/accounts/commands.server';
import { type Message, mayOpenForm } from '~/features/accounts/forms.server';
import { givenUpMails } from '~/features/accounts/outbox.server';
import { hostOverview } from '~/features/accounts/queries.server';
import { requireSession } from '~/features/accounts/session.server';
import { AccountsTable } from '~/features/accounts/ui/accounts-table';
import { GivenUpMails } from '~/features/accounts/ui/given-up-mails';
import { idIn } from '~/features/partnerships/forms.server';
import { listForHost, setClosed } from '~/features/partnerships/host.server';
import { HostTable } from '~/features/partnerships/ui/host-table';
import { useT } from '~/i18n/react';
import { parseForm } from '~/kit/forms.server';
import { canSendMail } from '~/kit/mail.server';
import { ButtonLink } from '~/ui/button';
import { Frame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts', 'partnerships'] };
export const meta = pageTitle('accounts', 'host.title');

const notFound = () => new Response(null, { status: 404 });

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const overview = await hostOverview(person);
  if (!overview) throw notFound();
  const canSend = canSendMail();
  const givenUp = (canSend && (await givenUpMails(person))) || [];
  return { ...overview, list: await listForHost(person), canSend, givenUp };
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const form = await request.formData();
  const partnershipId = idIn(form, 'partnershipId');
  if (partnershipId) {
    await setClosed(person, partnershipId, form.get('closed') === 'yes');
    return redirect('/host');
  }
  const parsed = parseForm<Message, typeof mayOpenForm>(form, mayOpenForm);
  if (!parsed.ok || !(await setMayOpenPartnerships(person, parsed.data.userId, parsed.data.may === 'yes'))) throw notFound();
  return redirect('/host');
}

export default function Host() {
  const { accounts, partnerships, list, canSend, givenUp } = useLoaderData<typeof loader>();
  const t = useT('accounts');
  return (
    <Frame>
      <PageHeader title={t('host.title')} lead={t('host.text')} meta={t('host.partnerships', { count: partnerships })} />
      {canSend ? null : (
        <Notice tone="warn" className="mb-6">
          <p className="mb-2.5">{t('host.noMail')}</p>
          <ButtonLink to="/dev/mail">{t('host.mailbox')}</ButtonLink>
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-8">
        <AccountsTable accounts={accounts} />
        {list.length > 0 ? <HostTable partnerships={list} /> : null}
        <GivenUpMails mails={givenUp} />
      </div>
    </Frame>
  );
}
