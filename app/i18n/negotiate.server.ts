import { isLanguage, type Language, languages } from './languages';

/** The cookie that remembers the language of somebody who is not signed in. */
export const LANGUAGE_COOKIE = 'koinon_language';

/** The interface language of a request without an account: its cookie, else the browser's wishes in order, else English. */
export function languageOf(request: Request): Language {
  const cookie = request.headers.get('Cookie')?.match(new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([a-z]{2})`))?.[1];
  if (isLanguage(cookie)) return cookie;
  const wishes = (request.headers.get('Accept-Language') ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`));
    if (language) return language;
  }
  return 'en';
}

const YEAR_S = 365 * 24 * 3600;

/** The `Set-Cookie` header of a chosen language. */
export function languageCookie(language: Language): string {
  return `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`;
}
