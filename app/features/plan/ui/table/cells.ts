/** What is typed into a cell, read. What cannot be read says why, and changes nothing. Pure. */
import { type DateProblem, parseDate } from '~/kit/dates';
import { limits, type When } from '../../plan';

export type CellProblem = DateProblem | { reason: 'no-such-project-month'; most: number } | { reason: 'not-a-percentage' };
export type ReadCell<Value> = { ok: true; value: Value } | { ok: false; problem: CellProblem };

/** `M8`, also in Greek letters; the code of another language's month is the same letter. */
const MONTH = /^[mμ]\s*(\d{1,6})$/iu;

/** A project month or a day, as people type them; nothing: no date. */
export function readWhen(text: string): ReadCell<When | null> {
  const typed = text.trim();
  if (typed === '') return { ok: true, value: null };
  const month = MONTH.exec(typed.normalize('NFKC'))?.[1];
  if (month !== undefined) {
    const number = Number(month);
    if (number < 1 || number > limits.months) return { ok: false, problem: { reason: 'no-such-project-month', most: limits.months } };
    return { ok: true, value: { month: number } };
  }
  const read = parseDate(typed);
  return read.ok ? { ok: true, value: { date: read.date } } : read;
}

/** `50`, `50 %`; nothing: 0. */
export function readProgress(text: string): ReadCell<number> {
  const typed = text.trim().replace(/^%\s*|\s*%$/g, '');
  if (typed === '') return { ok: true, value: 0 };
  return /^\d{1,3}$/.test(typed) && Number(typed) <= 100
    ? { ok: true, value: Number(typed) }
    : { ok: false, problem: { reason: 'not-a-percentage' } };
}

/** One line. */
export function readTitle(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, limits.title);
}

export function isSameWhen(a: When | null, b: When | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
