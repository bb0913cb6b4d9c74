import { Writable } from 'node:stream';
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
    const answer = () => {
      headers.set('Content-Type', 'text/html; charset=utf-8');
      // Pages hold what one person may see: no shared cache may keep them.
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
      // In one piece: every loader is awaited before, so that there is nothing to stream, and many small writes cost a tenth of a page.
      pipe(whole((page) => resolve(new Response(allowPreloads(page, context.nonce), { status: failed ? 500 : status, headers }))));
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
        onAllReady: answer,
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

/** Takes a page as it is drawn and hands it on once, when all of it is there. */
function whole(take: (page: Buffer) => void): Writable {
  const parts: Buffer[] = [];
  return new Writable({
    write(part: Buffer, _encoding, done) {
      parts.push(part);
      done();
    },
    final(done) {
      take(Buffer.concat(parts));
      done();
    },
  });
}

const PRELOAD = '<link rel="modulepreload"';

/**
 * The policy ('strict-dynamic') lets the page's own markup load no script without the nonce, and Remix gives none to its preloads: browsers
 * would silently leave them, and ask for each script only when another one imports it. Nobody's text looks like this: React and the data
 * within the page escape every `<`.
 */
function allowPreloads(page: Buffer, nonce: string): Buffer<ArrayBuffer> {
  // Cut at the preloads: to read half a megabyte as text and to write it again takes milliseconds.
  const allowed = Buffer.from(`${PRELOAD} nonce="${nonce}"`);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = page.indexOf(PRELOAD); at >= 0; at = page.indexOf(PRELOAD, from)) {
    parts.push(page.subarray(from, at), allowed);
    from = at + PRELOAD.length;
  }
  return Buffer.concat([...parts, page.subarray(from)]);
}

/** Loader and action failures; a request that the reader gave up on is none. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (!request.signal.aborted) services().log.error({ error, url: new URL(request.url).pathname }, 'a request failed');
}
