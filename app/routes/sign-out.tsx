/** Signing out: a POST, so that no foreign picture or link can do it. */
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { safeNext } from '~/features/accounts/accounts';
import { signOut } from '~/features/accounts/session.server';

export const loader = () => redirect('/');

export async function action({ request, context }: ActionFunctionArgs) {
  const forget = await signOut(request, context.origin);
  const next = new URL(request.url).searchParams.get('next');
  return redirect(next ? safeNext(next) : '/sign-in?done=signed-out', { headers: { 'Set-Cookie': forget } });
}
