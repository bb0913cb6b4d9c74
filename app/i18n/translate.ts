/**
 * i18next with ICU messages: one instance per process (browser or server), catalogues loaded when asked for.
 * Components use `useT` (app/i18n/react.tsx); server code uses `tFor`.
 */
import i18next from 'i18next';
import { type Catalogues, loadMessages, type Namespace } from './catalogues';
import type { Language } from './languages';
import { formatMessage, type Part, parseMessage, type Values } from './message';

export type { Values } from './message';

export type T<N extends Namespace> = (key: keyof Catalogues[N] & string, values?: Values) => string;

const parsed = new Map<string, Part[]>();

function format(message: string, values: Values, language: string): string {
  // Most messages are plain words; parsing them would cost more than the rest of the page.
  if (!/[{'<]/.test(message)) return message;
  let parts = parsed.get(message);
  if (!parts) {
    parts = parseMessage(message);
    parsed.set(message, parts);
  }
  return formatMessage(parts, values, language);
}

const i18n = i18next.createInstance();
i18n.use({
  type: 'i18nFormat',
  name: 'icu',
  init: () => undefined,
  // The values come later: see `saying`.
  parse: (message: string) => message,
  addLookupKeys: (keys: string[]) => keys,
} as Parameters<typeof i18n.use>[0]);
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  showSupportNotice: false,
} as Parameters<typeof i18n.init>[0]);

const loading = new Map<string, Promise<void>>();

export function isLoaded(language: Language, namespace: Namespace): boolean {
  return i18n.hasResourceBundle(language, namespace);
}

/** Loads the catalogues that are not here yet; each file is asked for once. */
export async function load(language: Language, namespaces: readonly Namespace[]): Promise<void> {
  await Promise.all(
    namespaces.map((namespace) => {
      const name = `${language}/${namespace}`;
      const running =
        loading.get(name) ??
        loadMessages(language, namespace).then((messages) => void i18n.addResourceBundle(language, namespace, messages));
      loading.set(name, running);
      // A failed download (wifi gone) must be tried again at the next visit.
      running.catch(() => loading.delete(name));
      return running;
    }),
  );
}

const fixed = new Map<string, T<Namespace>>();

/** The translator of a loaded catalogue; the same function each time, so that React sees no change. */
export function translator<N extends Namespace>(language: Language, namespace: N): T<N> {
  const name = `${language}/${namespace}`;
  let t = fixed.get(name);
  if (!t) {
    t = saying(language, i18n.getFixedT(language, namespace));
    fixed.set(name, t);
  }
  return t as T<N>;
}

/** i18next finds the message of a key; that way is too long to go a hundred times a page, or with each letter that is typed. */
function saying(language: Language, find: (key: string) => string): T<Namespace> {
  const messages = new Map<string, string>();
  return (key, values) => {
    const message = messages.get(key) ?? find(key);
    messages.set(key, message);
    return format(message, values ?? {}, language);
  };
}

/** The translator for server code: mails, errors, exports. */
export async function tFor<N extends Namespace>(language: Language, namespace: N): Promise<T<N>> {
  await load(language, [namespace]);
  return translator(language, namespace);
}
