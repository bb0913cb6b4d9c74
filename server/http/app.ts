/** The HTTP side: health, headers, static files, and Remix for the rest. */
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import staticPacked from 'express-static-gzip';
import type { ViteDevServer } from 'vite';
import type { LoadContext, Logger } from '../../app/live/backend';
import type { Metrics } from '../metrics';
import type { ServerSettings } from '../settings';
import { onlySmallForms } from './form-bodies';
import { securityHeaders } from './headers';
import { lastAnswer } from './last-answer';
import { metricsPage } from './metrics';
import { type Build, pages } from './pages';
import { plainAddress } from './plain-address';
import { dropForgedHeaders, hostOf, trustOf } from './proxy';
import { requireSameOrigin } from './same-origin';
import { accountTag, serviceWorker } from './service-worker';
import { requireSoundTarget } from './sound-target';
import { inTurn } from './turns';
import { answerHealth, type State } from './waiting';

export interface HttpOptions {
  settings: ServerSettings;
  build: Build;
  /** Development only: Vite's middleware serves modules and reloads them. */
  vite?: ViteDevServer;
  clientFolder: string;
  state: State;
  metrics: Metrics;
  log: Logger;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

export function createHttpApp({ settings, build, vite, clientFolder, state, metrics, log }: HttpOptions): Express {
  const app = express();
  const trust = trustOf(settings.trustProxy);
  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustProxy);
  app.get('/healthz', (_request, response) => answerHealth(state, response));
  app.get('/metrics', metricsPage({ ...settings, token: settings.metricsToken }, metrics));
  if (!vite) app.use('/assets', builtAssets(path.join(clientFolder, 'assets')));
  app.use(compression());
  app.use(securityHeaders({ development: vite !== undefined, https: settings.publicUrl?.startsWith('https:') ?? false }));
  app.use(plainAddress);
  app.use(dropForgedHeaders(trust));
  app.use(requireSoundTarget);
  app.use(requireSameOrigin({ publicUrl: settings.publicUrl, trust }));
  app.use(onlySmallForms);
  if (settings.publicUrl) app.use(namePublicHost(settings.publicUrl));
  app.use(accountTag);
  app.get(
    '/service-worker.js',
    serviceWorker({ file: path.join(clientFolder, 'service-worker.js'), off: settings.withoutServiceWorker ?? false }),
  );
  if (vite) app.use(vite.middlewares);
  // Pages have no ending: looking for a file at each of their addresses would cost more than some answers.
  app.get(/\.\w+$/, express.static(clientFolder, { maxAge: '1h', index: false, redirect: false }));
  // In PostgreSQL a page waits for another process, and others can be made meanwhile; SQLite is read by this one.
  app.use(inTurn({ atOnce: settings.databaseUrl ? 3 : 1 }));
  app.all(
    '*',
    pages(
      build,
      (request, response): LoadContext => ({
        nonce: String(response.locals.nonce),
        origin: settings.publicUrl ?? `${request.protocol}://${hostOf(request, trust)}`,
        clientAddress: request.ip ?? '',
        drawn: request.path.endsWith('.data') ? null : new Map(),
      }),
    ),
  );
  app.use(lastAnswer(log));
  return app;
}

/**
 * Remix compares `Origin` with the host of the request, and would refuse every form behind a proxy that changes the host.
 * Where the public address is set, `requireSameOrigin` has compared with that one.
 */
function namePublicHost(publicUrl: string): RequestHandler {
  const { host } = new URL(publicUrl);
  return (request, _response, next) => {
    request.headers['x-forwarded-host'] = host;
    next();
  };
}

/**
 * Scripts, styles and fonts, as the build has packed them (server/cli/pack.mjs); before the headers of pages, which are as long as a small
 * script and say nothing about them.
 */
function builtAssets(folder: string): RequestHandler {
  return staticPacked(folder, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    index: false,
    serveStatic: {
      immutable: true,
      maxAge: YEAR_MS,
      fallthrough: false,
      setHeaders: (response) => void response.setHeader('X-Content-Type-Options', 'nosniff'),
    },
  });
}
