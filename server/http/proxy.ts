/**
 * What a proxy says about a request counts only where the settings name that proxy. One place decides, by Express's own
 * compiled function, for pages and for sockets alike.
 */
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import type { Settings } from '../../app/live/backend';

/** Is the peer at `address`, `hop` proxies away from us (0: it talks to us), one of our proxies? */
export type Trust = (address: string, hop: number) => boolean;

/** Compiles `TRUST_PROXY` as Express reads it: all, none, a number of hops, or addresses and networks. */
export function trustOf(setting: Settings['trustProxy']): Trust {
  const app = express();
  app.set('trust proxy', setting);
  return app.get('trust proxy fn') as Trust;
}

const peerOf = (request: IncomingMessage) => request.socket.remoteAddress ?? '';

function forwarded(request: IncomingMessage, name: 'x-forwarded-for' | 'x-forwarded-host'): string[] {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).split(',').flatMap((part) => part.trim() || []);
}

/** The host a request is for, as a trusted proxy tells it, else as the client did. */
export function hostOf(request: IncomingMessage, trust: Trust): string | undefined {
  const [named] = trust(peerOf(request), 0) ? forwarded(request, 'x-forwarded-host') : [];
  return named ?? request.headers.host;
}

/** The client's address: the nearest one that is none of our proxies. What stands before it, the client may have made up. */
export function addressOf(request: IncomingMessage, trust: Trust): string {
  const hops = [peerOf(request), ...forwarded(request, 'x-forwarded-for').reverse()];
  return hops.find((address, hop) => !trust(address, hop)) ?? hops.at(-1) ?? '';
}

/** Takes away what a stranger says in a proxy's name, so that no code further on can believe it. */
export function dropForgedHeaders(trust: Trust): RequestHandler {
  return (request, _response, next) => {
    if (!trust(peerOf(request), 0))
      for (const name of Object.keys(request.headers)) if (/^(x-)?forwarded/.test(name)) delete request.headers[name];
    next();
  };
}
