/** The cookie that remembers a narrow rail; read by the server, written by the browser or, without JavaScript, by routes/rail.tsx. */

const NAME = 'koinon_rail';
const YEAR_S = 365 * 24 * 3600;

export function isRailNarrow(cookies: string | null): boolean {
  return new RegExp(`(?:^|;\\s*)${NAME}=narrow(?:;|$)`).test(cookies ?? '');
}

/** A `Set-Cookie` header, also right for `document.cookie`. */
export function railCookie(narrow: boolean): string {
  return `${NAME}=${narrow ? 'narrow' : 'wide'}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}
