/**
 * Control characters in an address name nothing here, and PostgreSQL refuses one of them (NUL) in any text; escapes that stand for no
 * character (`%FF`, `%zz`) cannot be read at all. They become the sign for "no such character" before anybody reads the address, so that
 * it leads where every other unknown one leads.
 */
import type { RequestHandler } from 'express';

const UNKNOWN = '%EF%BF%BD';

const plain = (address: string) =>
  address.replace(/(?:%[0-9a-f]{2})+|%/gi, (escapes) => (isText(escapes) ? escapes : UNKNOWN)).replace(/%(?:[01][0-9a-f]|7f)/gi, UNKNOWN);

function isText(escapes: string): boolean {
  try {
    decodeURIComponent(escapes);
    return true;
  } catch {
    return false;
  }
}

export const plainAddress: RequestHandler = (request, _response, next) => {
  request.url = plain(request.url);
  // The pages are found by this one.
  request.originalUrl = plain(request.originalUrl);
  next();
};
