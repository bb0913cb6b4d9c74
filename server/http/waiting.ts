/** What the server says before it is ready and while it closes: not open, try again soon. */
import type { RequestListener, ServerResponse } from 'node:http';

export interface State {
  ready: boolean;
  closing: boolean;
}

const RETRY_AFTER_SECONDS = '2';

/** `GET /healthz`: 200 once the database is migrated and sockets are served, 503 before and while closing. */
export function answerHealth(state: State, response: ServerResponse): void {
  const status = state.ready && !state.closing ? 200 : 503;
  const body = JSON.stringify({ ready: state.ready, closing: state.closing });
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(body);
}

/** Answers everything else in the meantime. Plain text: no page, no language and no session is known yet. */
export function waitingRoom(state: State): RequestListener {
  return (request, response) => {
    if (request.url === '/healthz') return answerHealth(state, response);
    const text = state.closing ? 'Koinon is closing. It will be back soon.' : 'Koinon is starting. Please try again in a few seconds.';
    response
      .writeHead(503, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'Retry-After': RETRY_AFTER_SECONDS,
        Connection: 'close',
      })
      .end(text);
  };
}
