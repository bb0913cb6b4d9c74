/**
 * Control characters in an address name nothing here, and PostgreSQL refuses one of them (NUL) in any text. They become the
 * sign for "no such character" before anybody reads the address, so that it leads where every other unknown one leads.
 */
import type { RequestHandler } from 'express';

const plain = (address: string) => address.replace(/%(?:[01][0-9a-f]|7f)/gi, '%EF%BF%BD');

export const plainAddress: RequestHandler = (request, _response, next) => {
  request.url = plain(request.url);
  // The pages are found by this one.
  request.originalUrl = plain(request.originalUrl);
  next();
};
