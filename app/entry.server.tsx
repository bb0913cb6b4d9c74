import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { languageOf } from './i18n/negotiate.server';
import { RequestLanguageContext } from './i18n/react';
import { DrawnContext } from './kit/drawn';
import { NonceContext } from './kit/nonce';
import { services } from './kit/services.server';
import type { LoadContext } from './live/backend';

export { backend } from './backend.server';

const ABORT_AFTER_MS = 5000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: LoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let failed = false;
    const answer = async () => {
      headers.set('Content-Type', 'text/html; charset=utf-8');
      // Pages hold what one person may see: no shared cache may keep them.
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
      // In one piece: every loader is awaited before, so that there is nothing to stream, and many small writes cost a tenth of a page.
      const page = await buffer(pipe(new PassThrough()));
      resolve(new Response(allowPreloads(page, context.nonce), { status: failed ? 500 : status, headers }));
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RequestLanguageContext.Provider value={languageOf(request)}>
          <DrawnContext.Provider value={context.drawn}>
            <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={context.nonce} />
          </DrawnContext.Provider>
        </RequestLanguageContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady: () => void answer().catch(reject),
        onShellError: reject,
        onError(error) {
          failed = true;
          services().log.error({ error, url: new URL(request.url).pathname }, 'a page could not be rendered');
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS + 1000).unref();
  });
}

/**
 * The policy ('strict-dynamic') lets the page's own markup load no script without the nonce, and Remix gives none to its preloads: browsers
 * would silently leave them, and ask for each script only when another one imports it. Nobody's text looks like this: React and the data
 * within the page escape every `<`.
 */
function allowPreloads(page: Buffer, nonce: string): Buffer<ArrayBuffer> {
  // A letter for each byte, there and back: to read half a megabyte as UTF-8 and to write it again takes milliseconds.
  const bytes = page.toString('latin1').replaceAll('<link rel="modulepreload"', `<link rel="modulepreload" nonce="${nonce}"`);
  return Buffer.from(bytes, 'latin1');
}

/** Loader and action failures; a request that the reader gave up on is none. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (!request.signal.aborted) services().log.error({ error, url: new URL(request.url).pathname }, 'a request failed');
}
