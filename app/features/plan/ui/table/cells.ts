/** What is typed into a cell, read. What cannot be read says why, and changes nothing. Pure. */
import { limits, type When } from '../../plan';
import type { WhenProblem } from '../../when';

export type CellProblem = WhenProblem | { reason: 'not-a-percentage' };
export type ReadCell<Value> = { ok: true; value: Value } | { ok: false; problem: CellProblem };

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
