/** What an account is: the person who acts, and the limits of what may be typed. Runs anywhere. */
import type { Language } from '~/i18n/languages';

/** Somebody who is signed in. Queries and commands of every feature take this first. */
export interface Person {
  userId: string;
  /** The signed-in browser; never a workshop. */
  sessionId: string;
  name: string;
  email: string;
  language: Language;
  /** IANA name, e.g. `Asia/Nicosia`. */
  timeZone: string;
  /** The account made at first start. Says nothing about what it sees inside a partnership. */
  isHost: boolean;
  mayOpenPartnerships: boolean;
}

/** Longest texts, in characters. */
export const AccountLimits = {
  name: 120,
  email: 254,
  passwordMin: 10,
  password: 200,
  timeZone: 64,
} as const;

/** The limits as messages name them. */
export const limitValues = {
  nameMax: AccountLimits.name,
  passwordMin: AccountLimits.passwordMin,
  passwordMax: AccountLimits.password,
} as const;

/** One address, one account: spaces around it and capitals make no difference. */
export function foldEmail(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * Where to go after signing in: only a path of this site, else `/`. Refuses other hosts in all the ways that browsers
 * read them (`//host`, `/\host`, control characters that they drop).
 */
export function safeNext(text: string | null | undefined): string {
  if (!text || text.length > 2000 || !/^\/(?![/\\])/.test(text)) return '/';
  const base = 'http://here.invalid';
  if (!URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/';
}
