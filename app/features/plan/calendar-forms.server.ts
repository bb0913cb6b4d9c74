/** Forms of the page of working days, parsed at the edge. */
import { z } from 'zod';
import { needed, oneOf, read, refuse } from '~/features/partnerships/forms.server';
import { limits, NO_COUNTRY } from '~/features/partnerships/partnerships';
import type { Read } from '~/features/partnerships/problems';
import { parseDate } from '~/kit/dates';
import { calendarLimits } from './calendar';

export interface DayForm {
  date: string;
  /** Empty: in the whole partnership. */
  country: string;
  name: string;
}

const date = needed(limits.typed).transform((typed, context) => {
  const parsed = parseDate(typed);
  return parsed.ok ? parsed.date : refuse(context, parsed.problem);
});

/** @param countries those of the partnership */
export function readDay(form: FormData, countries: readonly string[]): Read<DayForm> {
  const country = oneOf([...countries, NO_COUNTRY]).transform((code) => (code === NO_COUNTRY ? '' : code));
  return read(z.object({ date, country, name: needed(calendarLimits.name) }), form);
}

const weekdays = z.object({
  day: z
    .array(z.string().regex(/^[0-6]$/))
    .min(1)
    .max(7)
    .transform((ticked) => Array.from({ length: 7 }, (_, day) => ticked.includes(String(day)))),
});

/** The ticked days of the week, 0: Monday. A partnership that never worked would have no plan. */
export function readWeekdays(form: FormData): Read<{ day: boolean[] }> {
  return read(weekdays, form, ['day']);
}
