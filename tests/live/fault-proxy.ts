/** A cable between a client and a server (TCP, loopback) that tests can cut, block, or make swallow one direction. */
import net, { type AddressInfo } from 'node:net';

export interface FaultProxy {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Connections that were ever opened. */
  opened: number;
  /** Ends all connections without a word. */
  cut(): void;
  /** Refuses new connections (and cuts the open ones) until `mend`. */
  block(): void;
  /** Holds back what the server says, in old and new connections, until `mend`: the line is open and silent. */
  hold(): void;
  /** Everything flows again; what was held back arrives. */
  mend(): void;
  /** The server is elsewhere now. */
  toward(port: number): void;
  close(): Promise<void>;
}

export async function startFaultProxy(port: number, host = '127.0.0.1'): Promise<FaultProxy> {
  let target = port;
  let blocked = false;
  let held = false;
  const pairs = new Set<[net.Socket, net.Socket]>();

  const server = net.createServer((client) => {
    proxy.opened++;
    if (blocked) return void client.destroy();
    const upstream = net.connect(target, host);
    const pair: [net.Socket, net.Socket] = [client, upstream];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => client.write(data));
    if (held) upstream.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = () => {
    for (const [client, upstream] of pairs) {
      client.destroy();
      upstream.destroy();
    }
  };
  const proxy: FaultProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    opened: 0,
    cut,
    block() {
      blocked = true;
      cut();
    },
    hold() {
      held = true;
      for (const [, upstream] of pairs) upstream.pause();
    },
    mend() {
      blocked = false;
      held = false;
      for (const [, upstream] of pairs) upstream.resume();
    },
    toward(next) {
      target = next;
    },
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}
