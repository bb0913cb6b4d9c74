/** Choosing a new password by a link. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuse, refuseForm, refuseLimited } from '~/features/accounts/answers.server';
import { type Message, newPasswordForm } from '~/features/accounts/forms.server';
import { findToken } from '~/features/accounts/one-time.server';
import { signInAs } from '~/features/accounts/session.server';
import { resetPassword } from '~/features/accounts/sign-in.server';
import { LinkGone } from '~/features/accounts/ui/link-gone';
import { PasswordInput } from '~/features/accounts/ui/password-input';
import { useT } from '~/i18n/react';
import { parseForm } from '~/kit/forms.server';
import { Card } from '~/ui/card';
import { Form, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'reset.title');

export async function loader({ params }: LoaderFunctionArgs) {
  const token = await findToken('reset', params.token ?? '');
  return json({ email: token?.user?.email ?? null }, { status: token ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const parsed = parseForm<Message, typeof newPasswordForm>(form, newPasswordForm);
  if (!parsed.ok) return refuse(request, parsed);
  const answer = await resetPassword(params.token ?? '', parsed.data.password, context.clientAddress);
  if (!answer.ok && answer.problem === 'link.gone') return json({ gone: true as const }, { status: 404 });
  if (!answer.ok && answer.problem === 'signIn.limited') return refuseLimited(request, form, answer.waitSeconds);
  if (!answer.ok) return refuseForm(request, form, { password: answer.problem });
  return redirect('/', { headers: { 'Set-Cookie': await signInAs(answer.userId, request, context.origin) } });
}

export default function UseResetLink() {
  const { email } = useLoaderData<typeof loader>();
  const answered = useFormAnswer<typeof action>();
  const gone = answered !== undefined && 'gone' in answered;
  const answer = gone ? undefined : answered;
  const t = useT('accounts');
  return (
    <PlainFrame>
      {email === null || gone ? (
        <LinkGone again="/reset" focus={gone} />
      ) : (
        <>
          <PageHeader title={t('reset.title')} lead={t('reset.useText')} />
          <Card>
            <Form answer={answer}>
              <FormErrors />
              {/* Password managers keep the new password with this name. */}
              <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
              <PasswordInput name="password" label={t('password.new')} isNew />
              <SubmitButton className="w-full">{t('reset.useSubmit')}</SubmitButton>
            </Form>
          </Card>
        </>
      )}
    </PlainFrame>
  );
}
