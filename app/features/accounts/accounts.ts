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

/** Loose on purpose: whether an address works is shown by a mail to it. Names as O'Brien's have their sign before the @. */
const EMAIL = /^[^\s@<>",;:]+@[^\s@<>"',;:]+\.[^\s@<>"',;:.]+$/;

/** Is this, as `foldEmail` answers it, an address that an account can have? */
export function isEmail(text: string): boolean {
  return text.length <= AccountLimits.email && EMAIL.test(text);
}

/** What people and mail programs put around an address, and what follows it in a list or a sentence. */
const AROUND = /^[\s<‹«("'“„‘]+|[\s>›»)"'”“’;,.]+$/g;
const bare = (text: string) =>
  text
    .replace(AROUND, '')
    .replace(/^mailto:([^?]*).*$/, '$1')
    .trim();
/** Of what is longer, the expressions above would take long, and it holds no address but it holds more. */
const LONGEST_PASTED = 1000;

/**
 * One address, one account: capitals make no difference, nor does what came along when it was pasted: `mailto:`, `Name <address>`, brackets
 * around it, a sign after it. Two different addresses stay two, which are none.
 */
export function foldEmail(text: string): string {
  const folded = text.trim().toLowerCase();
  if (folded.length > LONGEST_PASTED) return folded;
  const typed = bare(folded);
  const [name = '', address = typed, ...more] = typed.split(/[<‹]/).map(bare);
  const isOne = more.length === 0 && (!name.includes('@') || name === address);
  return isOne ? address : typed;
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
