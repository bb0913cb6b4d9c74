/** The reader's language and time zone, for components. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Namespace } from './catalogues';
import { useMinute } from './clock';
import { type Formats, formats } from './format';
import type { Language } from './languages';
import { isLoaded, load, type T, translator } from './translate';

interface Locale {
  language: Language;
  timeZone: string;
}

const LocaleContext = createContext<Locale>({ language: 'en', timeZone: 'Europe/Brussels' });

export function LocaleProvider({ language, timeZone, children }: Locale & { children: ReactNode }) {
  const value = useMemo(() => ({ language, timeZone }), [language, timeZone]);
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>;
}

/** The language that the request asked for: what an error page speaks when not even the root's data could be loaded. */
export const RequestLanguageContext = createContext<Language>('en');

export function useRequestLanguage(): Language {
  return useContext(RequestLanguageContext);
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The translator of one catalogue. Suspends while a catalogue that the route did not name in `handle.i18n` is on its way. */
export function useT<N extends Namespace>(namespace: N): T<N> {
  const { language } = useLocale();
  if (!isLoaded(language, namespace)) throw load(language, [namespace]);
  return translator(language, namespace);
}

/** Dates, numbers and money as the reader writes them. */
export function useFormat(): Formats {
  const { language, timeZone } = useLocale();
  return formats(language, timeZone);
}

/**
 * An instant: relative when near, in full on hover, and never older than a minute. Server and browser may count a second apart, so the text
 * is not compared. It stands in no region that is read aloud: its changes are silent.
 */
export function When({ at, className }: { at: string | Date; className?: string }) {
  const format = useFormat();
  useMinute();
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} title={format.dateTime(instant)} className={className} suppressHydrationWarning>
      {format.near(instant)}
    </time>
  );
}
