/**
 * Remix puts the address of a request together from its host and its path. A host that cannot be one would make that fail, or move
 * the border between the two (`Host: a/b`), and so it is answered before anybody reads it. A request without a host (HTTP/1.0) is none.
 */
import type { RequestHandler } from 'express';

/** A name or an address, and perhaps a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

const isSound = (host: string | undefined) => !host || (HOST.test(host) && URL.canParse(`http://${host}`));

/** Comes after `dropForgedHeaders`: what a proxy says is read as the first of its list. */
export const requireSoundTarget: RequestHandler = (request, response, next) => {
  const [forwarded] = (request.get('x-forwarded-host') ?? '').split(',');
  if (request.originalUrl.startsWith('/') && isSound(request.headers.host) && isSound(forwarded?.trim())) return next();
  response.status(400).type('text/plain').send('This request does not name a host and a page as browsers do.');
};
