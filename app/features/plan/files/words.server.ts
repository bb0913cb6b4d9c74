/** The words of tables in all our languages, from the catalogues. */
import { loadMessages } from '~/i18n/catalogues';
import { type Language, languages } from '~/i18n/languages';
import { type Texts, Vocabulary } from './vocabulary';

export async function vocabularyOf(language: Language): Promise<Vocabulary> {
  const all = await Promise.all(languages.map(async (one) => [one, await loadMessages(one, 'plan')] as [Language, Texts]));
  return new Vocabulary(
    new Map(all).get(language) ?? {},
    all.map(([, texts]) => texts),
  );
}
