/** The interface languages. Runs anywhere. */
export const languages = ['en', 'de', 'el', 'it', 'pl', 'es', 'tr'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words, for menus. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  el: 'Ελληνικά',
  it: 'Italiano',
  pl: 'Polski',
  es: 'Español',
  tr: 'Türkçe',
};

export function isLanguage(text: unknown): text is Language {
  return (languages as readonly unknown[]).includes(text);
}
