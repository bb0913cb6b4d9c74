/** Signing in with a password. Scripts post `email` and `password` here too (docs/operating.md). */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { safeNext } from '~/features/accounts/accounts';
import { refuse, refuseForm, refuseLimited } from '~/features/accounts/answers.server';
import { type Message, signInForm } from '~/features/accounts/forms.server';
import { getSession, signInAs } from '~/features/accounts/session.server';
import { signInWithPassword } from '~/features/accounts/sign-in.server';
import { EmailInput } from '~/features/accounts/ui/new-account-fields';
import { PasswordInput } from '~/features/accounts/ui/password-input';
import { useT } from '~/i18n/react';
import { parseForm } from '~/kit/forms.server';
import { Card } from '~/ui/card';
import { Form, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';
import { isWaiting, noteNotArrived } from '~/ui/unsent';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'signIn.title');

export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const next = safeNext(query.get('next'));
  if (await getSession(request)) throw redirect(next);
  const done = query.get('done');
  return { next, done: done === 'deleted' || done === 'signed-out' ? done : null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const parsed = parseForm<Message, typeof signInForm>(form, signInForm);
  if (!parsed.ok) return refuse(request, parsed);
  const { email, password, next } = parsed.data;
  const answer = await signInWithPassword(email, password, context.clientAddress);
  if (answer.ok) {
    const cookie = await signInAs(answer.userId, request, context.origin);
    return redirect(safeNext(next), { headers: { 'Set-Cookie': cookie } });
  }
  if (answer.reason === 'wrong') return refuseForm(request, form, { '': 'signIn.wrong' });
  return refuseLimited(request, form, answer.waitSeconds);
}

export default function SignIn() {
  const { next, done } = useLoaderData<typeof loader>();
  const t = useT('accounts');
  const typed = useTypedBefore(next, done === null);
  const link = 'inline-flex min-h-8 items-center text-accent underline hover:text-accent-hover pointer-coarse:min-h-11';
  return (
    <PlainFrame>
      <PageHeader title={t('signIn.title')} />
      {done ? (
        <Notice tone="good" live className="mb-4">
          {t(done === 'deleted' ? 'signIn.deleted' : 'signIn.signedOut')}
        </Notice>
      ) : null}
      {typed ? (
        <Notice tone="warn" live className="mb-4">
          {t('signIn.typed')}
        </Notice>
      ) : null}
      <Card>
        <Form answer={useFormAnswer<typeof action>()}>
          <FormErrors />
          <input type="hidden" name="next" value={next} />
          <EmailInput />
          <PasswordInput name="password" label={t('password.label')} />
          <SubmitButton className="w-full">{t('signIn.submit')}</SubmitButton>
        </Form>
        <ul className="mt-4 grid gap-1 text-sm">
          <li>
            <Link to="/sign-in/link" className={link}>
              {t('signIn.byLink')}
            </Link>
          </li>
          <li>
            <Link to="/reset" className={link}>
              {t('signIn.forgot')}
            </Link>
          </li>
        </ul>
      </Card>
      <p className="mt-4 text-sm text-ink-soft">{t('signIn.invited')}</p>
    </PlainFrame>
  );
}

/** Was a form sent whose session was over? What was typed waits in this page for who typed it (app/ui/unsent.ts). */
function useTypedBefore(next: string, unasked: boolean): boolean {
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    if (!unasked) return;
    noteNotArrived();
    setTyped(isWaiting(new URL(next, location.href).pathname));
  }, [next, unasked]);
  return typed;
}
