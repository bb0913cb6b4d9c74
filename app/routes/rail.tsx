/** Remembers a narrow or wide rail for a browser without JavaScript. */
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { safeNext } from '~/features/accounts/accounts';
import { railCookie } from '~/ui/frame/rail-cookie';

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const from = request.headers.get('Referer');
  const back = from && URL.canParse(from) ? new URL(from) : null;
  return redirect(safeNext(back && `${back.pathname}${back.search}`), {
    headers: { 'Set-Cookie': railCookie(form.get('rail') === 'narrow') },
  });
}
