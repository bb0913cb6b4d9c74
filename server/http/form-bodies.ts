/**
 * What a request may carry before any code of a page reads it: a form, of a known and small size. Pages read whole bodies
 * into memory, and their parser fails on what is no form. Uploads have an address and a limit of their own.
 */
import type { RequestHandler } from 'express';

/** The longest forms are lists of objectives and target groups: some ten thousand characters. */
export const FORM_BYTES = 1024 * 1024;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
/** A picture may have 15 MiB, a file with a plan 5, and their pages say so of longer ones; here ends what would only cost time. */
const UPLOADS = [
  { path: /^\/files\/[^/]+$/, bytes: 24 * 1024 * 1024 },
  { path: /^\/p\/[^/]+\/plan\/files$/, bytes: 8 * 1024 * 1024 },
];

export const onlySmallForms: RequestHandler = (request, response, next) => {
  if (SAFE.has(request.method)) return next();
  const refuse = (status: number, why: string) => void response.status(status).type('text/plain').send(why);
  if (!FORM.test(request.headers['content-type'] ?? '')) return refuse(415, 'Only forms are understood here.');
  // Of a body that does not tell its length nobody knows the end. Browsers tell it, and Node reads no more than was told.
  if (request.headers['content-length'] === undefined) return refuse(411, 'Please say how long this is (Content-Length).');
  const most = UPLOADS.find(({ path }) => path.test(request.path))?.bytes ?? FORM_BYTES;
  if (Number(request.headers['content-length']) > most) return refuse(413, 'This is more than a form may hold. Nothing was stored.');
  next();
};
