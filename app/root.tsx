import './ui/app.css';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useMatches,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { getSession } from './features/accounts/session.server';
import { catalogueFile, type Namespace, namespaces } from './i18n/catalogues';
import type { Language } from './i18n/languages';
import { languageOf } from './i18n/negotiate.server';
import { LocaleProvider, useRequestLanguage, useT } from './i18n/react';
import { load } from './i18n/translate';
import { lateFiles } from './kit/built-files.server';
import { direction } from './kit/direction';
import { useNonce } from './kit/nonce';
import { useForgetAtSignOut } from './live/use-sign-out';
import { useWaitingForms } from './live/use-waiting-forms';
import { AnnouncerProvider } from './ui/announcer';
import { errorTitle } from './ui/error-page';
import { Arrival } from './ui/frame/arrival';
import { isRailNarrow } from './ui/frame/rail-cookie';
import { type Reader, ReaderProvider } from './ui/frame/reader';
import { personColour } from './ui/person-colours';
import { Preload } from './ui/preload';
import { useOpened } from './ui/take-focus';

export { WholePageError as ErrorBoundary } from './ui/error-page';

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

export const meta: MetaFunction<typeof loader> = errorTitle;

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await getSession(request);
  const language = person?.language ?? languageOf(request);
  await load(language, namespaces);
  const reader: Reader = {
    person: person && { name: person.name, email: person.email, colour: personColour(person.userId) },
    railNarrow: isRailNarrow(request.headers.get('Cookie')),
  };
  const texts = namespaces.map((namespace) => [namespace, lateFiles(`app/${catalogueFile(language, namespace)}`)] as const);
  return {
    language,
    timeZone: person?.timeZone ?? 'Europe/Brussels',
    reader,
    userId: person?.userId ?? null,
    texts: Object.fromEntries(texts),
  };
}

/** Who reads, and in which language, is the same under another filter: what a page can show by itself needs nothing from the server then. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const isSearch = formMethod === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search;
  return !isSearch && defaultShouldRevalidate;
}

const NOBODY: Reader = { person: null, railNarrow: false };

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const requested = useRequestLanguage();
  const language: Language = data?.language ?? requested;
  const nonce = useNonce();
  useOpened();
  return (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider language={language} timeZone={data?.timeZone ?? 'Europe/Brussels'}>
          <ReaderProvider value={data?.reader ?? NOBODY}>
            <AnnouncerProvider>
              <Arrival />
              {children}
            </AnnouncerProvider>
          </ReaderProvider>
        </LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Texts />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The texts of this page, which the browser's entry waits for. */
function Texts() {
  const texts = useRouteLoaderData<typeof loader>('root')?.texts;
  const wanted = useMatches().flatMap(({ handle }) => (handle as { i18n?: Namespace[] } | undefined)?.i18n ?? []);
  return [...new Set<Namespace>(['ui', ...wanted])].map((namespace) => {
    const files = texts?.[namespace];
    return files ? <Preload key={namespace} files={files} /> : null;
  });
}

export default function App() {
  const { userId } = useLoaderData<typeof loader>();
  const t = useT('ui');
  useForgetAtSignOut(userId, (changes) => t('save.signOutQuestion', { changes }));
  useWaitingForms(userId);
  return <Outlet />;
}
