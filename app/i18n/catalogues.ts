/**
 * Texts of the interface. Each feature keeps one JSON file per language: `app/features/<feature>/locales/<language>.json`
 * (the frame and shared components: `app/ui/locales/`), flat keys in camelCase or `group.key`, ICU messages
 * (`{count, plural, one {# document} other {# documents}}`, plain `{name}`).
 *
 * In a component: `const t = useT('documents'); t('list.empty')`. On the server: `const t = await tFor(language, 'documents')`.
 * Keys are typed from the English file; tests fail on a missing, unused or untranslated key.
 * A new feature adds a line to `Catalogues` and to `namespaces` below; the files are found by themselves.
 */
import type accounts from '../features/accounts/locales/en.json';
import type activities from '../features/activities/locales/en.json';
import type budget from '../features/budget/locales/en.json';
import type discussions from '../features/discussions/locales/en.json';
import type documents from '../features/documents/locales/en.json';
import type indicators from '../features/indicators/locales/en.json';
import type partnerships from '../features/partnerships/locales/en.json';
import type plan from '../features/plan/locales/en.json';
import type reports from '../features/reports/locales/en.json';
import type ui from '../ui/locales/en.json';
import type { Language } from './languages';

export interface Catalogues {
  ui: typeof ui;
  accounts: typeof accounts;
  partnerships: typeof partnerships;
  discussions: typeof discussions;
  documents: typeof documents;
  plan: typeof plan;
  activities: typeof activities;
  indicators: typeof indicators;
  budget: typeof budget;
  reports: typeof reports;
}
export type Namespace = keyof Catalogues;
/** All catalogues; the server has them all in memory. */
export const namespaces: readonly Namespace[] = [
  'ui',
  'accounts',
  'partnerships',
  'discussions',
  'documents',
  'plan',
  'activities',
  'indicators',
  'budget',
  'reports',
];
export type Messages = Record<string, string>;

const files = {
  ...import.meta.glob<{ default: Messages }>('../ui/locales/*.json'),
  ...import.meta.glob<{ default: Messages }>('../features/*/locales/*.json'),
};

/** Where a catalogue is, from the folder `app`. */
export function catalogueFile(language: Language, namespace: Namespace): string {
  return namespace === 'ui' ? `ui/locales/${language}.json` : `features/${namespace}/locales/${language}.json`;
}

/** Loads one catalogue. Throws when the file does not exist. */
export async function loadMessages(language: Language, namespace: Namespace): Promise<Messages> {
  const file = `../${catalogueFile(language, namespace)}`;
  const load = files[file];
  if (!load) throw new Error(`There is no catalogue ${file}.`);
  return (await load()).default;
}
