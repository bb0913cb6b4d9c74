/** Turns what is wrong with a form into sentences at its fields, with what was typed. */
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { typedIn } from '~/kit/forms.server';
import { limits } from './documents';
import type { FieldProblem } from './forms.server';

export async function answerOf(language: Language, form: FormData, errors: Partial<Record<string, FieldProblem>>) {
  const t = await tFor(language, 'documents');
  const sentences: Record<string, string> = {};
  for (const [field, problem] of Object.entries(errors)) if (problem) sentences[field] = t(problem, { max: limits.title });
  return { errors: sentences, values: typedIn(form) };
}
