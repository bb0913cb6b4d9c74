/** Turns what is wrong with a form into sentences at its fields, with what was typed: boxes that may be ticked together as lists. */
import type { Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { typedIn } from '~/kit/forms.server';
import type { Problems } from './problems';

const SEVERAL = ['coOrganisers', 'targetGroups', 'languages', 'themes', 'exclusions'] as const;

export async function answerOf(language: Language, form: FormData, problems: Problems) {
  const t = await tFor(language, 'activities');
  const lists = SEVERAL.map((field) => [field, form.getAll(field).filter((one) => typeof one === 'string')] as const);
  return {
    errors: Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, t(problem)])),
    values: { ...typedIn(form), ...Object.fromEntries(lists) } as Record<string, string | string[]>,
  };
}
