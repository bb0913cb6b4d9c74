/** What an example partnership is made of: facts from public pages, and persons who do not exist. Pure data. */

export interface ExampleSource {
  /** The fact it belongs to, as Source.field. */
  field: string;
  label: string;
  url?: string;
  /** The text as it stands there, in English; short. */
  quote?: string;
}

export interface ExamplePerson {
  key: string;
  name: string;
  email: string;
  language: 'en' | 'de' | 'el' | 'it' | 'pl' | 'es' | 'tr';
  timeZone: string;
}

export interface ExamplePartnership {
  key: string;
  /** Fixed, so that a second start finds it again. */
  id: string;
  acronym: string;
  title: string;
  aliases: string;
  projectCode: string;
  start: { date: string } | { typed: string };
  end: { date: string } | { typed: string };
  totalBudgetCents: bigint | null;
  grantCents: bigint | null;
  rateBasisPoints: number | null;
  languages: string[];
  fundingDisclaimer: string;
  objectives: string[];
  principal: string[];
  secondary: string[];
  /** `country` is empty for a network of many countries. */
  organisations: { key: string; name: string; shortName?: string; country: string; type: string; role: string }[];
  places: { name: string; aliases?: string; country: string; kind: string; organisation?: string }[];
  /** Fictitious, and named so: no page tells the real ones. `time` is by the clock of Brussels. */
  deadlines: { title: string; date: string; time?: string }[];
  sources: ExampleSource[];
  /** `roles` as grants: `editor,translator:el`. */
  members: { person: string; organisation: string; roles: string }[];
}
