/**
 * `/metrics`, for who runs the server: with the token, from anywhere; without one, from this machine itself, and only where nothing says that a
 * proxy stands in front: to a proxy on the same machine everybody comes from there. For all others it is an address like any unknown one.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Settings } from '../../app/live/backend';

export interface MetricsAccess {
  token?: string;
  publicUrl?: string;
  trustProxy: Settings['trustProxy'];
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
/** Whatever proxies add. */
const PROXY_HEADER = /^(?:x-)?forwarded|^via$|^x-real-ip$/;

export function metricsPage(access: MetricsAccess, metrics: { contentType: string; read(): Promise<string> }): RequestHandler {
  return (request, response, next) => {
    if (!mayRead(request, access)) return next();
    metrics
      .read()
      .then((text) => response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text), next);
  };
}

/** Who may read. A token that is given decides alone, so that a wrong one is never worth more than none. */
export function mayRead(request: IncomingMessage, { token, publicUrl, trustProxy }: MetricsAccess): boolean {
  const { authorization } = request.headers;
  if (authorization !== undefined) return token !== undefined && isEqual(/^bearer (.+)$/i.exec(authorization)?.[1] ?? '', token);
  const proxy = trustProxy !== false || (publicUrl !== undefined && !LOOPBACK_HOST.test(new URL(publicUrl).host));
  return !proxy && LOOPBACK.test(request.socket.remoteAddress ?? '') && isForUs(request);
}

/** Asked for by a name of this machine, and on nobody's behalf: a stranger's page that a browser here shows comes with a name of its own. */
function isForUs({ headers }: IncomingMessage): boolean {
  return LOOPBACK_HOST.test(headers.host ?? '') && !Object.keys(headers).some((name) => PROXY_HEADER.test(name));
}

/** In the same time, wherever they differ and however long they are. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(left, right);
}
