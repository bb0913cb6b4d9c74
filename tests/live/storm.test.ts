/** Everybody comes back at once: the server, in a process of its own, is ended and started again while all are connected. */
import { afterEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { Close } from '../../app/live/wire';
import { RawClient, stockProvider } from './clients';
import { seeded } from './fuzz';
import { until } from './harness';
import { type ServerChild, startChild } from './processes';
import { STORAGES } from './storages';

const [CLIENTS, ROOMS] = process.env.FULL ? [2_000, 200] : [200, 20];
const CONTROLS = 5;
const MEMORY_BYTES = process.env.FULL ? 700_000_000 : 400_000_000;
const pick = seeded(27);

const roomOf = (i: number) => `doc/storm${String(i % ROOMS).padStart(7, '0')}/en`;

/** What a stock client does, without its timers: another try after 100 ms, then ever later, 2.5 s at most. */
class Returning {
  readonly doc = new Y.Doc();
  readonly codes: number[] = [];
  client: RawClient;
  #tries = 0;
  #stopped = false;

  constructor(
    readonly origin: string,
    readonly index: number,
  ) {
    this.client = this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.client.cut();
  }

  #connect(): RawClient {
    const client = new RawClient(this.origin, { room: roomOf(this.index), user: `user${this.index}`, ext: false, doc: this.doc });
    client.socket.on('open', () => {
      this.#tries = 0;
    });
    client.socket.on('close', (code) => {
      this.codes.push(code);
      client.forget();
      if (this.#stopped) return;
      this.#tries += 1;
      const again = () => {
        if (!this.#stopped) this.client = this.#connect();
      };
      setTimeout(again, Math.min(2_500, 100 * 2 ** (this.#tries - 1) + pick(100)));
    });
    return client;
  }
}

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

test(`L4: ${CLIENTS} clients in ${ROOMS} rooms come back at once after a restart`, async () => {
  const storage = await (STORAGES[0] as (typeof STORAGES)[number]).make();
  cleanUp.push(() => storage.remove());
  const start = async (port: number): Promise<[ServerChild, number]> => {
    const begun = performance.now();
    const child = await startChild(storage.place, { port });
    cleanUp.push(() => child.kill());
    return [child, performance.now() - begun];
  };
  const [first, quiet] = await start(0);
  const origin = `http://127.0.0.1:${first.port}`;

  const clients: Returning[] = [];
  // Two hundred at a time: it is the coming back that is tried.
  while (clients.length < CLIENTS) {
    const some = Array.from({ length: Math.min(200, CLIENTS - clients.length) }, (_, i) => new Returning(origin, clients.length + i));
    clients.push(...some);
    await until('all are there', () => some.every(({ client }) => client.synced), 60_000);
  }
  for (const { client } of clients.slice(0, ROOMS)) client.text.insert(0, `text of ${client.doc.clientID} `.repeat(200));
  const providers: WebsocketProvider[] = [];
  const controlCodes: number[] = [];
  for (let i = 0; i < CONTROLS; i++) {
    const provider = stockProvider(origin, new Y.Doc(), { room: roomOf(i), user: `stock${i}` });
    cleanUp.push(() => provider.destroy());
    provider.on('connection-close', (event) => event && controlCodes.push(event.code));
    providers.push(provider);
  }
  const textIn = (doc: Y.Doc) => doc.getXmlFragment('default').toString();
  const allHave = () =>
    clients.every((one) => one.client.synced && textIn(one.doc) === textIn((clients[one.index % ROOMS] as Returning).doc)) &&
    providers.every(({ synced, doc }, i) => synced && textIn(doc) === textIn((clients[i] as Returning).doc));
  await until('all have the text of their room', allHave, 60_000);
  expect((await first.ask({ stats: true })).connections).toBe(CLIENTS + CONTROLS);

  await first.kill('SIGTERM');
  await until('all are told', () => clients.every(({ codes }) => codes.length > 0) && controlCodes.length >= CONTROLS);
  expect([...new Set(clients.map(({ codes }) => codes[0]))]).toEqual([Close.restarting]);
  expect(controlCodes.slice(0, CONTROLS)).toEqual(Array(CONTROLS).fill(Close.restarting));
  // One of them has something that the server has not.
  const late = clients[0] as Returning;
  late.doc.getXmlFragment('default').insert(0, [new Y.XmlText('written meanwhile')]);

  const [second, stormy] = await start(first.port);
  const listening = performance.now();
  // The waiting clients cost the start nothing that is seen: what it takes by itself differs from machine to machine.
  expect(stormy - quiet).toBeLessThan(2_000);
  await until('all are back', () => clients.every(({ client }) => client.synced) && providers.every(({ synced }) => synced), 30_000);
  await until('all have what was written meanwhile', allHave, 30_000);
  expect(performance.now() - listening).toBeLessThan(30_000);
  const { connections, rss, rooms } = await second.ask({ stats: true });
  expect([connections, rooms]).toEqual([CLIENTS + CONTROLS, ROOMS]);
  expect(rss).toBeLessThan(MEMORY_BYTES);
  for (const one of clients) one.stop();
  for (const provider of providers) (provider.ws as unknown as WebSocket | null)?.terminate();
}, 180_000);
