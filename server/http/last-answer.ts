/** What failed before any page could answer. Express itself would print the whole error, and show it where this is not a production server. */
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../../app/live/backend';

export function lastAnswer(log: Logger): ErrorRequestHandler {
  return (error: Error & { status?: number }, request, response, _next) => {
    const status = error.status !== undefined && error.status >= 400 && error.status < 600 ? error.status : 500;
    if (status >= 500) log.error({ err: error, url: request.path }, 'a request failed');
    // Half an answer cannot become another one.
    if (response.headersSent) request.socket.destroy();
    else response.status(status).type('text/plain').send(STATUS_CODES[status]);
  };
}
