/** Where public holidays come from, as the page that lists them says it. Its licences ask for the names. */
export const holidaySource = {
  name: 'date-holidays',
  version: '3.37.0',
  /** When this version was taken over; a newer one has a newer date (a test compares the version). */
  retrieved: '2026-11-26',
  address: 'https://github.com/commenthol/date-holidays',
  by: 'commenthol',
  /** Of the data, which relies on articles of Wikipedia. */
  licence: 'CC BY-SA 3.0',
  licenceAddress: 'https://creativecommons.org/licenses/by-sa/3.0/',
} as const;

/** A day of the source that is wrong, or missing in it. */
export interface Correction {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Only in this year; without one in all. */
  year?: number;
  /** The rule in the source that it stands instead of; none where the source has no such day. */
  insteadOf?: string;
  /** `MM-DD`, or days from Orthodox Easter Sunday. */
  on: string | number;
  /** By language; English where a language has none. */
  names: { en: string } & Partial<Record<string, string>>;
  /** Who says so, and when we looked. */
  source: string;
  checked: string;
}

export const corrections: readonly Correction[] = [
  {
    country: 'CY',
    // A Tuesday there: the day before is meant, a Monday as in Greece.
    insteadOf: 'orthodox -47',
    on: -48,
    names: {
      en: 'Green Monday',
      el: 'Καθαρά Δευτέρα',
      de: 'Grüner Montag',
      it: 'Lunedì puro',
      pl: 'Czysty Poniedziałek',
      es: 'Lunes limpio',
    },
    source: 'qppstudio.net, public holidays of Cyprus 2024 (18 March 2024)',
    checked: '2026-11-26',
  },
  {
    country: 'CY',
    on: 50,
    names: { en: 'Kataklysmos (Whit Monday)', el: 'Κατακλυσμός (Δευτέρα της Πεντηκοστής)', de: 'Kataklysmos (Pfingstmontag)' },
    source: 'qppstudio.net, public holidays of Cyprus 2024 (24 June 2024)',
    checked: '2026-11-26',
  },
  {
    country: 'GR',
    // The right day, but in English it is called "Ash Sunday" there.
    insteadOf: 'orthodox -48',
    on: -48,
    names: {
      en: 'Clean Monday',
      el: 'Καθαρά Δευτέρα',
      de: 'Reiner Montag',
      it: 'Lunedì puro',
      pl: 'Czysty Poniedziałek',
      es: 'Lunes limpio',
    },
    source: 'qppstudio.net, public holidays of Cyprus 2024 (the same day there)',
    checked: '2026-11-26',
  },
  {
    country: 'GR',
    year: 2024,
    // 1 May was in Holy Week.
    insteadOf: '05-01',
    on: '05-07',
    names: {
      en: 'Labour Day (moved from 1 May)',
      el: 'Εργατική Πρωτομαγιά (μετάθεση από 1 Μαΐου)',
      de: 'Tag der Arbeit (verlegt vom 1. Mai)',
    },
    source: 'Greek Ministry of Labour and Social Security, decision of February 2024, as reported by karditsalive.net',
    checked: '2026-11-26',
  },
];
