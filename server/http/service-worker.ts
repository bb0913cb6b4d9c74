/** Serves the service worker, or, where it is switched off, a body that removes what an earlier one has left in the browsers. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { RequestHandler } from 'express';

const REMOVES_ITSELF = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('koinon-')) await caches.delete(name);
  await self.registration.unregister();
})()));
`;

/**
 * Browsers ask for this file at every visit and never take it from a cache, so the kill switch works within one visit.
 * @param file the built worker; where it does not exist (development) there is none either
 */
export function serviceWorker(options: { file: string; off: boolean }): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('text/javascript');
    if (options.off || !existsSync(options.file)) response.send(REMOVES_ITSELF);
    else response.sendFile(options.file, { cacheControl: false });
  };
}

/**
 * Names the account that a response is made for, without saying who: a hash of the session cookie.
 * The service worker drops all kept pages when it changes (`app/live/service-worker.ts`).
 */
export const accountTag: RequestHandler = (request, response, next) => {
  const session = request.headers.cookie?.match(/(?:^|;\s*)(?:__Host-)?koinon_session=([\w-]+)/)?.[1];
  const tag = session ? createHash('sha256').update(`kept pages: ${session}`).digest('base64url').slice(0, 22) : 'none';
  response.setHeader('X-Koinon-Account', tag);
  next();
};
