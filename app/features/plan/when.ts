/** Dates of a plan as people type them: a day in any of the seven languages, or a project month (`M8`, `m 8`, `M08`). */
import { type DateProblem, parseDate } from '~/kit/dates';
import { fold } from '~/kit/fold';
import { limits, type When } from './plan';

export type WhenProblem = DateProblem | { reason: 'no-such-project-month'; most: number };
export type ParsedWhen = { ok: true; when: When | null } | { ok: false; problem: WhenProblem };

/** The letter before the number, in Latin or Greek: on a Greek keyboard the same key writes a Greek one. */
const MONTH = /^[mμ]\s*(\d{1,4})$/;

/** Nothing typed is no date, and no mistake. */
export function parseWhen(text: string): ParsedWhen {
  const folded = fold(text);
  if (folded === '') return { ok: true, when: null };
  const month = MONTH.exec(folded);
  if (month) {
    const number = Number(month[1]);
    return number >= 1 && number <= limits.months
      ? { ok: true, when: { month: number } }
      : { ok: false, problem: { reason: 'no-such-project-month', most: limits.months } };
  }
  const parsed = parseDate(text);
  return parsed.ok ? { ok: true, when: { date: parsed.date } } : parsed;
}
