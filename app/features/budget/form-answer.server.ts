/** Turns what is wrong with a form into sentences at its fields, with what was typed. */
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { typedIn } from '~/kit/forms.server';
import type { Refused } from './problems';

export async function answerOf(language: Language, form: FormData, { errors, seen = {} }: Pick<Refused, 'errors' | 'seen'>) {
  const t = await tFor(language, 'budget');
  return {
    errors: Object.fromEntries(Object.entries(errors).map(([field, problem]) => [field, t(problem)])),
    values: { ...typedIn(form), ...Object.fromEntries(Object.entries(seen).map(([field, stored]) => [field, String(stored)])) },
  };
}
