/** What a refused form of accounts is answered: sentences in the reader's language, at their fields. */
import { json } from '@remix-run/node';
import type { Language } from '~/i18n/languages';
import { languageOf } from '~/i18n/negotiate.server';
import { tFor, type Values } from '~/i18n/translate';
import { type Problems, typedIn } from '~/kit/forms.server';
import { limitValues } from './accounts';
import type { Message } from './forms.server';
import { getSession } from './session.server';

/** The reader's language: of the account, else of the browser. */
export async function readerLanguage(request: Request): Promise<Language> {
  return (await getSession(request))?.language ?? languageOf(request);
}

/** Problems as the form shows them (`FormAnswer` of app/ui/form.tsx). */
export async function sentences(request: Request, { errors, values }: Problems<Message>, said: Values = {}) {
  const t = await tFor(await readerLanguage(request), 'accounts');
  const translated = Object.entries(errors).map(([field, message]) => [field, t(message, { ...limitValues, ...said })]);
  return { errors: Object.fromEntries(translated) as Record<string, string>, values };
}

/** Answers 400, or another status, to a form with problems. @param said values that the sentences need */
export async function refuse(request: Request, problems: Problems<Message>, { status = 400, ...said }: Values & { status?: number } = {}) {
  return json(await sentences(request, problems, said), { status });
}

/** Answers 400 to a form that a command refused. */
export function refuseForm(request: Request, form: FormData, errors: Record<string, Message>) {
  return refuse(request, { errors, values: typedIn(form) });
}

/** Answers 429 to a form that was sent too often. */
export function refuseLimited(request: Request, form: FormData, waitSeconds: number) {
  const minutes = Math.ceil(waitSeconds / 60);
  return refuse(request, { errors: { '': 'signIn.limited' }, values: typedIn(form) }, { status: 429, minutes });
}
