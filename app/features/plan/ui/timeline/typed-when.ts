/** A date of the plan as people type it: `M8`, or a day as in all forms. */
import { parseDate } from '~/kit/dates';
import { fold } from '~/kit/fold';
import { limits, type When } from '../../plan';

/** @returns undefined where the text is neither; null for none */
export function readWhen(text: string): When | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  // Latin M, and the Greek capital that looks the same.
  const month = Number(fold(typed).match(/^[mμ]\s*(\d{1,3})$/)?.[1] ?? 0);
  if (month >= 1 && month <= limits.months) return { month };
  const parsed = parseDate(typed);
  return parsed.ok ? { date: parsed.date } : undefined;
}
