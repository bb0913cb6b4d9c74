/** Changes the interface language: of the account when signed in, and of this browser. Works without JavaScript. */
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { safeNext } from '~/features/accounts/accounts';
import { changeProfile } from '~/features/accounts/commands.server';
import { getSession } from '~/features/accounts/session.server';
import { isLanguage } from '~/i18n/languages';
import { languageCookie } from '~/i18n/negotiate.server';

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const language = form.get('language');
  const next = form.get('next');
  if (!isLanguage(language)) throw new Response(null, { status: 400 });
  const person = await getSession(request);
  if (person) await changeProfile(person, { name: person.name, timeZone: person.timeZone, language });
  return redirect(safeNext(typeof next === 'string' ? next : null), { headers: { 'Set-Cookie': languageCookie(language) } });
}
