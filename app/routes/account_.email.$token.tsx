/** Confirming a new address by the link that went to it. Whoever holds the link holds the mailbox, so no session is needed. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { confirmEmailChange } from '~/features/accounts/commands.server';
import { findToken } from '~/features/accounts/one-time.server';
import { LinkGone } from '~/features/accounts/ui/link-gone';
import { useT } from '~/i18n/react';
import { Form, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'confirmEmail.title');

export async function loader({ params }: LoaderFunctionArgs) {
  const token = await findToken('email-change', params.token ?? '');
  return json({ email: token?.email ?? null }, { status: token ? 200 : 404 });
}

export async function action({ params }: ActionFunctionArgs) {
  const answer = await confirmEmailChange(params.token ?? '');
  return answer.ok ? redirect('/account?done=moved') : json({ gone: true }, { status: 404 });
}

export default function ConfirmEmail() {
  const { email } = useLoaderData<typeof loader>();
  const gone = useFormAnswer<typeof action>()?.gone;
  const t = useT('accounts');
  return (
    <PlainFrame>
      {email === null || gone ? (
        <LinkGone again="/account" focus={gone} />
      ) : (
        <>
          <PageHeader title={t('confirmEmail.title')} lead={t('confirmEmail.text', { email })} />
          <Form>
            <SubmitButton className="w-full">{t('confirmEmail.submit')}</SubmitButton>
          </Form>
        </>
      )}
    </PlainFrame>
  );
}
