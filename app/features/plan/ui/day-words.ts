/** Days and months in the reader's words. Days are ISO dates and have no zone. */
import { useMemo } from 'react';
import { useLocale } from '~/i18n/react';
import { formatter } from '~/kit/formatter';

const at = (day: string) => new Date(`${day}T00:00:00Z`);
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function useDayWords() {
  const { language } = useLocale();
  return useMemo(() => dayWords(language), [language]);
}

export type DayWords = ReturnType<typeof dayWords>;

export function dayWords(language: string) {
  const locale = language === 'en' ? 'en-GB' : language;
  const write = (options: Intl.DateTimeFormatOptions) => {
    const writer = formatter(Intl.DateTimeFormat, locale, { ...options, timeZone: 'UTC' });
    return (day: string) => writer.format(at(day));
  };
  const weekdayWriter = formatter(Intl.DateTimeFormat, locale, { weekday: 'long', timeZone: 'UTC' });
  const spanWriter = formatter(Intl.DateTimeFormat, locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return {
    /** "Monday, 23 February 2026" */
    full: write({ dateStyle: 'full' }),
    /** "Mon 23 Feb" */
    short: write({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** "Mon, 23 Feb 2026" */
    withYear: write({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    /** "February 2026" */
    month: write({ month: 'long', year: 'numeric' }),
    /** "1–7 June 2026" */
    range: (from: string, to: string) => spanWriter.formatRange(at(from), at(to)),
    /** "Monday" */
    weekday: write({ weekday: 'long' }),
    /** "Mon" */
    shortWeekday: write({ weekday: 'short' }),
    /** From Monday to Sunday. */
    weekdays: Array.from({ length: 7 }, (_, index) => weekdayWriter.format(MONDAY + index * DAY_MS)),
  };
}
