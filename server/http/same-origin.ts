/** Every change needs a request from our own pages; scripts send `Origin`. Used by forms and by socket upgrades alike. */
import type { Request, RequestHandler } from 'express';
import { hostOf, type Trust } from './proxy';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Is `origin` ours? It must equal the public address, or where none is set, the host that the request names.
 * A missing or `null` origin is not ours.
 */
export function isOurOrigin(origin: string | undefined, publicUrl: string | undefined, requestHost: string | undefined): boolean {
  if (!origin || origin === 'null' || !URL.canParse(origin)) return false;
  if (publicUrl) return new URL(origin).origin === new URL(publicUrl).origin;
  return requestHost !== undefined && new URL(origin).host === requestHost.toLowerCase();
}

/**
 * Mail programs and their servers send this one from wherever they are, without a cookie (RFC 8058): the secret in its address is all that counts.
 * What they say of where they are is of no use to anybody behind us.
 */
const BY_SECRET_ALONE = /^\/mail\/stop\/[\w.-]+$/;

/** Refuses changes that another site sent: by `Sec-Fetch-Site` where the browser tells it, and by `Origin` always. */
export function requireSameOrigin(options: { publicUrl?: string; trust: Trust }): RequestHandler {
  return (request: Request, response, next) => {
    if (SAFE.has(request.method)) return next();
    if (BY_SECRET_ALONE.test(request.path)) {
      delete request.headers.origin;
      return next();
    }
    const site = request.get('sec-fetch-site');
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreignSite || !isOurOrigin(request.get('origin'), options.publicUrl, hostOf(request, options.trust))) {
      response.status(403).type('text/plain').send('This change did not come from a page of this site.');
      return;
    }
    next();
  };
}
