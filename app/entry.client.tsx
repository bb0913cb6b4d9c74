import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Namespace } from './i18n/catalogues';
import type { Language } from './i18n/languages';
import { RequestLanguageContext } from './i18n/react';
import { load } from './i18n/translate';
import { stayWithoutAnswer } from './live/asked-again';

interface RouteModule {
  handle?: { i18n?: Namespace[] };
}

/** The texts of the first page are here before React takes it over, so that nothing flickers. */
const modules = Object.values((window as unknown as { __remixRouteModules: Record<string, RouteModule | undefined> }).__remixRouteModules);
const namespaces = new Set<Namespace>(['ui', ...modules.flatMap((module) => module?.handle?.i18n ?? [])]);

stayWithoutAnswer();

const language = document.documentElement.lang as Language;

/**
 * Remix's root suspends until the page's data is decoded. A key or click in that moment makes React hydrate at once, which a suspended
 * root cannot do: it gives up for good ("Root did not complete"). So the decoding is started here, and waited for, before React begins.
 */
async function dataIsHere(): Promise<void> {
  try {
    (RemixBrowser as () => unknown)();
  } catch (thrown) {
    // A promise: the decoding. Anything else: it is decoded, and the component only missed React around it.
    if (thrown instanceof Promise) await thrown;
  }
}

/** Reading comes first: where all scripts are here before the first frame, it would wait until React has gone through the page. */
function pageIsDrawn(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

void Promise.all([load(language, [...namespaces]), dataIsHere(), pageIsDrawn()]).then(() =>
  startTransition(
    () =>
      void hydrateRoot(
        document,
        <RequestLanguageContext.Provider value={language}>
          <RemixBrowser />
        </RequestLanguageContext.Provider>,
      ),
  ),
);
