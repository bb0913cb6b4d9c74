/** A link that signs in. Looking at it uses nothing up: mail scanners look at links too. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuseLimited } from '~/features/accounts/answers.server';
import { findToken } from '~/features/accounts/one-time.server';
import { signInAs } from '~/features/accounts/session.server';
import { consumeSignInLink } from '~/features/accounts/sign-in.server';
import { LinkGone } from '~/features/accounts/ui/link-gone';
import { useT } from '~/i18n/react';
import { Form, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'signIn.title');

export async function loader({ params }: LoaderFunctionArgs) {
  const token = await findToken('sign-in', params.token ?? '');
  return json({ name: token?.user?.name ?? null }, { status: token ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const answer = await consumeSignInLink(params.token ?? '', context.clientAddress);
  if (answer.ok) return redirect('/', { headers: { 'Set-Cookie': await signInAs(answer.userId, request, context.origin) } });
  if (answer.problem === 'signIn.limited') return refuseLimited(request, form, answer.waitSeconds);
  // Said by the answer itself: after a refused form the page's data is not asked for again.
  return json({ gone: true as const }, { status: 404 });
}

export default function UseSignInLink() {
  const { name } = useLoaderData<typeof loader>();
  const answered = useFormAnswer<typeof action>();
  const gone = answered !== undefined && 'gone' in answered;
  const t = useT('accounts');
  return (
    <PlainFrame>
      {name === null || gone ? (
        <LinkGone again="/sign-in/link" focus={gone} />
      ) : (
        <>
          <PageHeader title={t('signInLink.useTitle', { name })} lead={t('signInLink.useText')} />
          <Form answer={gone ? undefined : answered}>
            <FormErrors />
            <SubmitButton className="w-full">{t('signIn.submit')}</SubmitButton>
          </Form>
        </>
      )}
    </PlainFrame>
  );
}
