/**
 * Sums as people in six countries write them, kept as integer cents in BigInt: a floating-point number would lose some.
 * A sum that could be read in two ways is not guessed: the answer carries what to ask.
 */

export type MoneyProblem =
  | { reason: 'not-an-amount' }
  | { reason: 'negative' }
  | { reason: 'too-large' }
  | { reason: 'too-precise' }
  | { reason: 'not-euro' };

export type ParsedMoney =
  | { kind: 'amount'; cents: bigint }
  /** Probably meant; stored only after the person says so. */
  | { kind: 'ask'; cents: bigint }
  | { kind: 'refused'; problem: MoneyProblem };

/** 100 billion euro: ten times the fund itself. */
export const LARGEST_CENTS = 100_000_000_000_00n;

const refused = (reason: MoneyProblem['reason']): ParsedMoney => ({ kind: 'refused', problem: { reason } });

/** Reads a sum in euro: `1.430.071,05`, `1,430,071.05`, `1 430 071,05 €`, `EUR 1430071.05`. `1.430.071.05` is asked about. */
export function parseMoney(text: string): ParsedMoney {
  const plain = text
    .normalize('NFKC')
    .replace(/^\s*(?:euros?|eur|ευρ[ωώ]|avro|€)\s*|\s*(?:euros?|eur|ευρ[ωώ]|avro|€)\s*$/giu, '')
    // 1.430.071,- is a sum without cents.
    .replace(/(?<=\d)\s*[.,]\s*[-−–—]{1,2}\s*$/u, '')
    .replace(/[\s'’]+/g, ' ')
    .trim();
  if (/^[-−–(]\s*[€\d]/.test(plain) || /\d\s*[-−–]$/.test(plain)) return refused('negative');
  if (/[$£₺]|zł|\b(?:pln|usd|gbp|try|tl|chf)\b/iu.test(plain)) return refused('not-euro');
  if (!/^\d[\d., ]*$/.test(plain)) return refused('not-an-amount');
  const separators = plain.match(/[., ]/g) ?? [];
  const groups = plain.split(/[., ]/);
  if (groups.some((group) => group === '')) return refused('not-an-amount');
  if (separators.length === 0) return amount(groups, '');
  return readGroups(groups, separators);
}

function readGroups(groups: string[], separators: string[]): ParsedMoney {
  const last = groups.at(-1) ?? '';
  const lastSeparator = separators.at(-1);
  const before = separators.slice(0, -1);
  const grouped = (parts: string[], signs: string[]) =>
    new Set(signs).size <= 1 &&
    parts.every((part, at) => (at === 0 ? part.length <= 3 && (parts.length === 1 || part !== '0') : part.length === 3));

  // 1.430.071: every separator groups thousands. 0.125 cannot be thousands.
  if (last.length === 3 && grouped(groups, separators)) return amount(groups, '');
  const whole = groups.slice(0, -1);
  const wholeReads = whole.length === 1 || grouped(whole, before);
  if (last.length <= 2 && wholeReads) {
    // The same sign for thousands and cents, or a space before the cents: only the person knows.
    const doubtful = lastSeparator === ' ' || before.includes(lastSeparator ?? '');
    return doubtful ? ask(amount(whole, last)) : amount(whole, last);
  }
  // 1.430,071: thousands with two signs, or three decimals.
  if (last.length === 3 && wholeReads && before.length > 0) return ask(amount(groups, ''));
  return wholeReads && last.length > 2 && lastSeparator !== ' ' ? refused('too-precise') : refused('not-an-amount');
}

function amount(whole: string[], decimals: string): ParsedMoney {
  const cents = BigInt(whole.join('')) * 100n + BigInt(decimals.padEnd(2, '0') || '0');
  return cents > LARGEST_CENTS ? refused('too-large') : { kind: 'amount', cents };
}

function ask(parsed: ParsedMoney): ParsedMoney {
  return parsed.kind === 'amount' ? { kind: 'ask', cents: parsed.cents } : parsed;
}

/** Cents as a plain decimal text (`1430071.05`), for a form field; parses back to itself. */
export function plainMoney(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** Reads a percentage (`90`, `90 %`, `87,5 %`) as basis points: 90 % is 9000. Null when it is none, or not within 0-100. */
export function parsePercent(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.normalize('NFKC').trim().replace(/^%\s*/, ''));
  if (!found) return null;
  const points = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return points <= 10_000 ? points : null;
}

/** How a grant compares with its rate of the total. */
export interface GrantCheck {
  /** Grant of total, in basis points, rounded. */
  shareBasisPoints: number;
  /** What the partners bring: total minus grant, in cents. */
  ownCents: bigint;
  /** Grant minus rate of total, in hundredths of a cent; within one cent it is rounding. Null without a rate. */
  differenceCentiCents: bigint | null;
  verdict: 'exact' | 'rounded' | 'differs' | 'more-than-total' | 'no-rate';
}

/** Compares grant, total budget and rate. Null while one of the sums is missing. */
export function checkGrant(totalCents: bigint | null, grantCents: bigint | null, rateBasisPoints: number | null): GrantCheck | null {
  if (totalCents === null || grantCents === null || totalCents <= 0n) return null;
  const share = { shareBasisPoints: Number((grantCents * 10_000n + totalCents / 2n) / totalCents), ownCents: totalCents - grantCents };
  // cents x 10,000 = (hundredths of a cent) x 100
  const exact = rateBasisPoints === null ? null : grantCents * 10_000n - totalCents * BigInt(rateBasisPoints);
  const differenceCentiCents = exact === null ? null : exact / 100n;
  if (grantCents > totalCents) return { ...share, differenceCentiCents, verdict: 'more-than-total' };
  if (exact === null) return { ...share, differenceCentiCents, verdict: 'no-rate' };
  if (exact === 0n) return { ...share, differenceCentiCents, verdict: 'exact' };
  return { ...share, differenceCentiCents, verdict: exact < 10_000n && exact > -10_000n ? 'rounded' : 'differs' };
}
