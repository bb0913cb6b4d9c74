/** Opening the port, with a sentence for each way in which it can be refused. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

const REASONS: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is taken. If Koinon is running already, stop it first; if it is another program, choose another port with PORT.`,
  EACCES: (_host, port) => `This account may not open port ${port}. Choose one above 1023 with PORT.`,
  EADDRNOTAVAIL: (host) => `HOST: this machine has no address ${host}.`,
  ENOTFOUND: (host) => `HOST: ${host} is not the name of an address.`,
};

/** Resolves to the port that is open (`port` 0 takes a free one). Rejects with a sentence for the person who starts the server. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''];
      reject(reason ? new Error(reason(host, port), { cause: error }) : error);
    };
    server.once('error', refused).listen(port, host, () => {
      server.off('error', refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** An address that a person can open. "Every address of this machine" is none: then it is the first that others can reach. */
export function addressOf(host: string, port: number, interfaces = networkInterfaces()): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const reachable = Object.values(interfaces)
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  const name = everywhere ? (reachable?.address ?? '127.0.0.1') : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
