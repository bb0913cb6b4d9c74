/** Names of what activities are made of, and when and where they are, in the reader's language. */
import { useFormat, useLocale, useT } from '~/i18n/react';
import { formatter } from '~/kit/formatter';
import { wallClock } from '~/kit/zones';

interface Timed {
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
}

export function useWhen() {
  const format = useFormat();
  /** "12 May 2027, 17:00 – 19:00 EEST": the clock is that of the place. */
  return ({ startDate, startTime, endDate, endTime, startsAt, zone }: Timed): string => {
    const first = startTime ? format.dateTime(startsAt, zone) : format.date(startDate);
    const last = [endDate === startDate ? '' : format.date(endDate), endTime].filter(Boolean).join(', ');
    return last ? `${first} – ${last}` : first;
  };
}

/** The hour of an instant by some clock: "17:00". */
export function useHour() {
  const { language } = useLocale();
  const locale = language === 'en' ? 'en-GB' : language;
  return (at: Date, zone: string) =>
    formatter(Intl.DateTimeFormat, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at);
}

/** Does a person's clock show the same as that of the place? */
export const isSameClock = (at: Date, one: string, other: string) => wallClock(at, one).time === wallClock(at, other).time;

export function useChoiceWords() {
  const t = useT('activities');
  return {
    method: {
      focusGroup: t('method.focusGroup'),
      survey: t('method.survey'),
      hearing: t('method.hearing'),
      interview: t('method.interview'),
      worldCafe: t('method.worldCafe'),
      online: t('method.online'),
      another: t('method.another'),
    },
    licence: {
      cc0: t('licence.cc0'),
      ccBy: t('licence.ccBy'),
      ccBySa: t('licence.ccBySa'),
      openSource: t('licence.openSource'),
      closed: t('licence.closed'),
    },
  } as Record<string, Record<string, string>>;
}
