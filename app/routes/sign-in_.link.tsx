/** Asking for a link that signs in. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuse, refuseLimited } from '~/features/accounts/answers.server';
import { emailForm, type Message } from '~/features/accounts/forms.server';
import { requestLink } from '~/features/accounts/sign-in.server';
import { AskForLink } from '~/features/accounts/ui/ask-for-link';
import { parseForm } from '~/kit/forms.server';
import { canSendMail } from '~/kit/mail.server';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'signInLink.title');

export function loader({ request }: LoaderFunctionArgs) {
  return { sent: new URL(request.url).searchParams.has('sent'), canSend: canSendMail() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const parsed = parseForm<Message, typeof emailForm>(form, emailForm);
  if (!parsed.ok) return refuse(request, parsed);
  const wait = await requestLink('sign-in', parsed.data.email, context.clientAddress);
  if (wait === 0) return redirect('/sign-in/link?sent');
  return refuseLimited(request, form, wait);
}

export default function SignInLink() {
  return (
    <PlainFrame>
      <AskForLink purpose="sign-in" {...useLoaderData<typeof loader>()} answer={useFormAnswer<typeof action>()} />
    </PlainFrame>
  );
}
