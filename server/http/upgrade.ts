/** The one place where sockets are upgraded: the path says to whom they go; what is nobody's gets 404 and ends. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Answers an upgrade request with an HTTP status and closes the connection. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  const text = STATUS_CODES[status] ?? 'Refused';
  const head = `HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n`;
  // The other half is closed too: a client that never ends its side must not keep the connection.
  socket.end(head + text, () => socket.destroy());
}

/**
 * @param routes handlers by the beginning of the path, each with its slash: `/sync/`
 * @param isOpen false while the server starts or closes: then everybody gets 503 and comes back
 * @param leave requests that somebody else listens for (Vite's hot reload)
 */
export function upgradeDispatcher(
  routes: Record<string, UpgradeHandler>,
  isOpen: () => boolean,
  leave: (request: IncomingMessage) => boolean = () => false,
): UpgradeHandler {
  return (request, socket, head) => {
    if (leave(request)) return;
    // A client that goes away during the handshake is no failure of ours, and an error without a listener ends the process.
    socket.on('error', () => socket.destroy());
    if (!isOpen()) return refuseUpgrade(socket, 503);
    const route = Object.keys(routes).find((prefix) => request.url?.startsWith(prefix));
    const handler = route === undefined ? undefined : routes[route];
    if (handler) handler(request, socket, head);
    else refuseUpgrade(socket, 404);
  };
}
