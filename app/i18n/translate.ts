/**
 * The texts of the interface: ICU messages, found by key in catalogues that are loaded when asked for, once per process (browser or server).
 * All languages have the same keys (tests/texts), so none has to stand in for another.
 * Components use `useT` (app/i18n/react.tsx); server code uses `tFor`.
 */
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

/** Messages by key, of each `language/namespace` that is here. */
const here = new Map<string, Record<string, string>>();
const loading = new Map<string, Promise<void>>();

export function isLoaded(language: Language, namespace: Namespace): boolean {
  return here.has(`${language}/${namespace}`);
}

/** Loads the catalogues that are not here yet; each file is asked for once. */
export async function load(language: Language, namespaces: readonly Namespace[]): Promise<void> {
  await Promise.all(
    namespaces.map((namespace) => {
      const name = `${language}/${namespace}`;
      const running = loading.get(name) ?? loadMessages(language, namespace).then((messages) => void here.set(name, messages));
      loading.set(name, running);
      // A failed download (wifi gone) must be tried again at the next visit.
      running.catch(() => loading.delete(name));
      return running;
    }),
  );
}

const fixed = new Map<string, T<Namespace>>();

/** The translator of a loaded catalogue; the same function each time, so that React sees no change. A key that is unknown is said as it is. */
export function translator<N extends Namespace>(language: Language, namespace: N): T<N> {
  const name = `${language}/${namespace}`;
  let t = fixed.get(name);
  if (!t) {
    t = (key, values) => format(here.get(name)?.[key] ?? key, values ?? {}, language);
    fixed.set(name, t);
  }
  return t as T<N>;
}

/** The translator for server code: mails, errors, exports. */
export async function tFor<N extends Namespace>(language: Language, namespace: N): Promise<T<N>> {
  await load(language, [namespace]);
  return translator(language, namespace);
}
