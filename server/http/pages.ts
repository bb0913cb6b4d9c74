/** What Remix answers: pages, their data, forms, downloads. */
import { createRequestHandler, type GetLoadContextFunction } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { narrow } from './narrow';

/** The built application; in development how to get it, as it changes with each file that is saved. */
export type Build = ServerBuild | (() => Promise<ServerBuild>);

export function pages(build: Build, getLoadContext: GetLoadContextFunction): RequestHandler {
  if (typeof build === 'function') return createRequestHandler({ build, getLoadContext, mode: 'development' });
  const buildFor = narrow(build);
  const handlers = new Map<ServerBuild, RequestHandler>();
  return (request, response, next) => {
    const narrowed = buildFor(new URL(request.originalUrl, 'http://any').pathname);
    const handler = handlers.get(narrowed) ?? createRequestHandler({ build: narrowed, getLoadContext, mode: 'production' });
    handlers.set(narrowed, handler);
    return handler(request, response, next);
  };
}
