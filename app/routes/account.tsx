/** One's own account: profile, address, password, devices, data, and the way out. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answerAccountForm } from '~/features/accounts/account-page.server';
import { mailChoices } from '~/features/accounts/mail-choices.server';
import { ownSessions } from '~/features/accounts/queries.server';
import { requireSession } from '~/features/accounts/session.server';
import { otherZones } from '~/features/accounts/time-zones';
import { AccountDone, type Done, isDone } from '~/features/accounts/ui/account-done';
import { EmailForm, MailsForm, PasswordForm, ProfileForm } from '~/features/accounts/ui/account-forms';
import { DataAndDeletion } from '~/features/accounts/ui/data-and-deletion';
import { Devices } from '~/features/accounts/ui/devices';
import { useT } from '~/i18n/react';
import { canSendMail } from '~/kit/mail.server';
import { ButtonLink } from '~/ui/button';
import { useFormAnswer } from '~/ui/form-answer';
import { Frame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'account.title');

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const query = new URL(request.url).searchParams;
  const done = query.get('done');
  return {
    person,
    devices: await ownSessions(person),
    mails: await mailChoices(person),
    otherZones: otherZones(),
    canSend: canSendMail(),
    done: isDone(done) ? { done, count: Number(query.get('count')) || 0 } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  return answerAccountForm(request, await requireSession(request));
}

export default function Account() {
  const { person, devices, mails, otherZones, canSend, done } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const t = useT('accounts');
  const own = (form: Done) => (answer?.form === form ? answer : undefined);
  return (
    <Frame>
      <div className="mx-auto max-w-2xl">
        <PageHeader
          title={t('account.title')}
          lead={person.email}
          action={person.isHost ? <ButtonLink to="/host">{t('host.title')}</ButtonLink> : null}
        />
        {done && !answer ? <AccountDone {...done} canSend={canSend} /> : null}
        <div className="grid gap-6">
          <ProfileForm key={`${person.language}${person.timeZone}`} person={person} otherZones={otherZones} answer={own('profile')} />
          <MailsForm choices={mails} canSend={canSend} />
          <EmailForm email={person.email} canSend={canSend} answer={own('email')} />
          <PasswordForm email={person.email} answer={own('password')} />
          <Devices devices={devices} />
          <DataAndDeletion />
        </div>
      </div>
    </Frame>
  );
}
