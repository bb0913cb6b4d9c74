/** Open pages that are told of changes: who may hear, what is said, and how several nodes tell each other through a real Redis. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { EventsAccess, EventsBackend, Listener } from '../../app/live/backend';
import { type Change, EVENTS_PATH } from '../../app/live/events';
import { openRedisEvents } from '../../server/cluster/redis-events';
import { createEventsServer, type EventsOptions, type EventsServer } from '../../server/events/events';
import { upgradeDispatcher } from '../../server/http/upgrade';
import { DEFAULT_LIMITS } from '../../server/sync/limits';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { TestLogger, until } from './harness';
import { freshPrefix, portOf, redisUrl, through } from './nodes';

/** Says yes to a cookie `user=NAME`, in the partnership `open`; whoever is called `chief` belongs to the coordinators too. */
class Application implements EventsBackend {
  gone = new Set<string>();
  onListen: (() => Promise<void>) | null = null;

  async listen(cookie: string | undefined, partnershipId: string): Promise<EventsAccess> {
    await this.onListen?.();
    const userId = /user=(\w+)/.exec(cookie ?? '')?.[1];
    if (!userId) return { ok: false, status: 401 };
    const listener = this.#listener(userId, partnershipId);
    return listener ? { ok: true, listener } : { ok: false, status: 404 };
  }

  async recheck({ userId, partnershipId }: Listener): Promise<Listener | null> {
    return this.#listener(userId, partnershipId);
  }

  #listener(userId: string, partnershipId: string): Listener | null {
    if (partnershipId !== 'open' || this.gone.has(userId)) return null;
    const audiences = ['open/all', ...(userId === 'chief' ? ['open/coordinators'] : [])];
    return { userId, sessionId: `session-${userId}`, partnershipId, audiences };
  }
}

interface Node {
  events: EventsServer;
  application: Application;
  logger: TestLogger;
  origin: string;
  close(): Promise<void>;
}

let nodes: Node[] = [];
let pages: Page[] = [];
let proxies: FaultProxy[] = [];
afterEach(async () => {
  for (const page of pages) page.socket.close();
  await Promise.all(nodes.map((node) => node.close()));
  for (const proxy of proxies) await proxy.close();
  [nodes, pages, proxies] = [[], [], []];
});

async function start(options: Partial<EventsOptions> = {}): Promise<Node> {
  const application = new Application();
  const logger = new TestLogger();
  const events = createEventsServer({ backend: application, logger, trustProxy: false, limits: DEFAULT_LIMITS, ...options });
  const http = createServer((_request, response) => response.writeHead(404).end());
  http.on(
    'upgrade',
    upgradeDispatcher({ [EVENTS_PATH]: events.handleUpgrade }, () => true),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    await events.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  const node = { events, application, logger, origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, close };
  nodes.push(node);
  return node;
}

class Page {
  readonly socket: Socket;
  here: number[] = [];
  heard: Change[] = [];
  ended: string[] = [];
  /** HTTP status of a refused upgrade. */
  refused: number[] = [];

  constructor({ origin }: Node, user = 'anna', { partnership = 'open', headers = {} as Record<string, string> } = {}) {
    this.socket = io(origin, {
      path: EVENTS_PATH,
      query: { partnership },
      transports: ['websocket'],
      reconnectionDelay: 10,
      extraHeaders: { Origin: origin, Cookie: `user=${user}`, ...headers },
      forceNew: true,
    });
    this.socket.on('here', (sinceChange) => void this.here.push(sinceChange));
    this.socket.on('changed', (change) => void this.heard.push(change));
    this.socket.on('disconnect', (reason) => void this.ended.push(reason));
    this.socket.on('connect_error', (error) => {
      const { message } = (error as Error & { description?: Error }).description ?? error;
      this.refused.push(Number(/response: (\d+)/.exec(message)?.[1] ?? 0));
    });
    pages.push(this);
  }

  async whenOpen(): Promise<this> {
    await until('the line', () => this.here.length > 0);
    return this;
  }

  async whenRefused(): Promise<number> {
    await until('a refusal', () => this.refused.length > 0);
    this.socket.close();
    return this.refused[0] ?? 0;
  }
}

describe('who may hear', () => {
  test.each<[string, number, { user?: string; partnership?: string; headers?: Record<string, string> }]>([
    ['of a foreign page', 403, { headers: { Origin: 'https://elsewhere.example' } }],
    ['of no page', 403, { headers: { Origin: '' } }],
    ['of an unknown one', 403, { headers: { Origin: 'null' } }],
    ['without a session', 401, { headers: { Cookie: '' } }],
    ['of another partnership', 404, { partnership: 'other' }],
    ['of no partnership', 404, { partnership: '' }],
  ])('E1: a request %s is refused with %i', async (_what, status, { user, ...options }) => {
    expect(await new Page(await start(), user, options).whenRefused()).toBe(status);
  });

  test('E1: whoever tries many doors, or opens too many, is answered 429', async () => {
    const node = await start({ limits: { ...DEFAULT_LIMITS, refusalsPerMinute: 2, socketsPerUser: 2 } });
    for (const page of [new Page(node), new Page(node)]) await page.whenOpen();
    expect(await new Page(node).whenRefused()).toBe(429);
    await new Page(node, 'bert').whenOpen();
    for (const status of [404, 404, 429]) expect(await new Page(node, 'eve', { partnership: 'other' }).whenRefused()).toBe(status);
  });

  test('E1: an application that cannot answer is 503, and the page comes back', async () => {
    const node = await start();
    node.application.onListen = async () => {
      node.application.onListen = null;
      throw new Error('database is away');
    };
    const page = new Page(node);
    await page.whenOpen();
    expect(page.refused).toEqual([503]);
  });

  test('E1: no transport but web sockets, no other namespace, and nothing is taken from a page', async () => {
    const node = await start();
    expect((await fetch(`${node.origin}${EVENTS_PATH}?EIO=4&transport=polling&partnership=open`)).status).toBe(404);
    const page = await new Page(node).whenOpen();
    const other = await new Page(node, 'bert').whenOpen();
    page.socket.emit('changed', { about: 'forged' });
    page.socket.emit('join', 'open/coordinators');
    node.events.service.tell(['open/coordinators'], { about: 'secret' });
    node.events.service.tell(['open/all'], { about: 'document' });
    await until('both hear', () => page.heard.length > 0 && other.heard.length > 0);
    expect([page.heard, other.heard]).toEqual([[{ about: 'document' }], [{ about: 'document' }]]);
    page.socket.emit('changed', 'x'.repeat(100_000));
    await until('a page that sends much is cut', () => page.ended.length > 0);
    expect(other.socket.connected).toBe(true);
  });
});

describe('what is said', () => {
  test('E2: a change is told to those whose news it is, and to each once', async () => {
    const node = await start();
    const [anna, chief] = [await new Page(node).whenOpen(), await new Page(node, 'chief').whenOpen()];
    const { tell } = node.events.service;
    tell(['open/organisation/1', 'open/coordinators'], { about: 'document' });
    tell(['open/all', 'open/coordinators'], { about: 'member' });
    await until('the last one is heard', () => anna.heard.length > 0);
    await until('the chief has both', () => chief.heard.length > 1);
    expect(anna.heard).toEqual([{ about: 'member' }]);
    expect(chief.heard).toEqual([{ about: 'document' }, { about: 'member' }]);
  });

  test('E3: a line that opens says for how long its reader was told nothing, and counts what is told to one alone', async () => {
    const node = await start();
    const startedAt = performance.now();
    await passes(60);
    const [before] = (await new Page(node).whenOpen()).here;
    expect(before).toBeGreaterThanOrEqual(60);

    const toldAt = performance.now();
    node.events.service.tell(['open/coordinators'], { about: 'report' });
    await passes(30);
    const [chief, other] = [(await new Page(node, 'chief').whenOpen()).here[0], (await new Page(node, 'bert').whenOpen()).here[0]];
    expect(chief).toBeLessThanOrEqual(performance.now() - toldAt);
    expect(chief).toBeGreaterThanOrEqual(29);
    // Nothing was told to this one, and of what was before its start a node knows nothing.
    expect(other).toBeGreaterThan(toldAt - startedAt);
    expect(other).toBeGreaterThan(chief ?? 0);
  });

  test('E3: what changes while a line is being opened is told or counted', async () => {
    const node = await start();
    await passes(200);
    // Admitted, and not yet among those who are told.
    node.application.onListen = async () => void setTimeout(() => node.events.service.tell(['open/all'], { about: 'document' }));
    const { here, heard } = await new Page(node).whenOpen();
    expect((here[0] ?? 0) < 200 || heard.length > 0).toBe(true);
  });
});

/** @param ms by the clock that pages and servers reckon with */
async function passes(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve, until - performance.now()));
}

describe('rights that end', () => {
  test.each([[{ userId: 'anna' }], [{ sessionId: 'session-anna' }], [{ partnershipId: 'open', userId: 'anna' }]])(
    'E4: revoking %j ends those lines at once, and no others',
    async (match) => {
      const node = await start();
      const [anna, bert] = [await new Page(node).whenOpen(), await new Page(node, 'bert').whenOpen()];
      node.application.gone.add('anna');
      node.events.revoke({ userId: 'bert', partnershipId: 'other' });
      node.events.revoke({ room: 'doc/abcdefghij01/en', userId: 'bert' });
      node.events.revoke({});
      node.events.revoke(match);
      node.events.service.tell(['open/all'], { about: 'document' });
      await until('it is told', () => anna.ended.length > 0);
      await until('the other hears', () => bert.heard.length > 0);
      expect([anna.heard, anna.ended, bert.ended]).toEqual([[], ['io server disconnect'], []]);
      anna.socket.connect();
      expect(await anna.whenRefused()).toBe(404);
    },
  );

  test('E4: rights are asked again: without them the line ends, with others too, and while nobody can say it stays', async () => {
    const node = await start({ limits: { ...DEFAULT_LIMITS, recheckMs: 20 } });
    const [anna, bert] = [await new Page(node).whenOpen(), await new Page(node, 'bert').whenOpen()];
    let asked = 0;
    node.application.recheck = async (listener) => {
      asked += 1;
      if (asked < 4) throw new Error('database is away');
      if (listener.userId === 'anna') return null;
      return { ...listener, audiences: [...listener.audiences, 'open/coordinators'] };
    };
    await until('both ended', () => anna.ended.length > 0 && bert.ended.length > 0);
    expect(asked).toBeGreaterThan(3);
  });

  test('E4: who was let in before a revocation and came after it is asked again', async () => {
    const node = await start();
    node.application.onListen = async () => {
      // Between the answer and the open line.
      setImmediate(() => {
        node.application.gone.add('anna');
        node.events.revoke({ userId: 'anna' });
      });
    };
    const page = new Page(node);
    await until('it ended, or was never let in', () => page.ended.length + page.refused.length > 0);
    expect(node.events.sockets).toBe(0);
  });

  test('E5: a server that closes lets its pages come back by themselves', async () => {
    const node = await start();
    const page = await new Page(node).whenOpen();
    await node.events.close();
    await until('the line is cut', () => page.ended.length > 0);
    // socket.io's client comes back by itself but for this one.
    expect(page.ended).not.toContain('io server disconnect');
  });
});

describe('several nodes', () => {
  const relayed = async (prefix: string, address = redisUrl) => start({ relay: (heard) => openRedisEvents(address, prefix, heard) });
  const news = (page: Page) => page.heard.map(({ about }) => about);

  test('E6: what one node tells is heard on all, and not by another installation', async () => {
    const prefix = freshPrefix();
    const [one, two, foreign] = [await relayed(prefix), await relayed(prefix), await relayed(freshPrefix())];
    const [anna, bert, stranger] = [
      await new Page(one).whenOpen(),
      await new Page(two, 'bert').whenOpen(),
      await new Page(foreign).whenOpen(),
    ];
    one.events.service.tell(['open/all'], { about: 'document' });
    await until('both hear', () => news(anna).length > 0 && news(bert).length > 0);
    expect([news(anna), news(bert), stranger.heard]).toEqual([['document'], ['document'], []]);
  });

  test('E6: a node that Redis is cut off from hears afterwards what it missed; its own pages hear all the time', async () => {
    const prefix = freshPrefix();
    const proxy = await startFaultProxy(portOf(redisUrl, 6379), new URL(redisUrl).hostname);
    proxies.push(proxy);
    const [one, two] = [await relayed(prefix), await relayed(prefix, through(redisUrl, portOf(proxy.origin, 0)))];
    const [anna, bert] = [await new Page(one).whenOpen(), await new Page(two, 'bert').whenOpen()];
    two.events.service.tell(['open/all'], { about: 'hello' });
    await until('the nodes hear each other', () => news(anna).length > 0 && news(bert).length > 0);
    proxy.block();
    one.events.service.tell(['open/all'], { about: 'told meanwhile' });
    two.events.service.tell(['open/all'], { about: 'said meanwhile' });
    await until('each hears its own', () => news(anna).length > 1 && news(bert).length > 1);
    expect([news(anna), news(bert)]).toEqual([
      ['hello', 'told meanwhile'],
      ['hello', 'said meanwhile'],
    ]);
    for (let i = 0; i < 3_000; i++) two.events.service.tell([`open/person/${i % 10}`, 'open/coordinators'], { about: 'much' });
    const chief = await new Page(one, 'chief').whenOpen();
    proxy.mend();
    await until('each hears the other', () => news(anna).length > 2 && news(bert).length > 2 && news(chief).length > 1);
    expect([news(anna)[2], news(bert)[2]]).toEqual(['said meanwhile', 'told meanwhile']);
    // What waited is told once.
    expect(news(chief)).toEqual(['said meanwhile', 'much']);
  });

  test('E3: a line counts what another node told before it opened, and before its own node was there', async () => {
    const prefix = freshPrefix();
    const proxy = await startFaultProxy(portOf(redisUrl, 6379), new URL(redisUrl).hostname);
    proxies.push(proxy);
    const one = await relayed(prefix);
    one.events.service.tell(['open/coordinators'], { about: 'report' });
    proxy.block();
    const two = await relayed(prefix, through(redisUrl, portOf(proxy.origin, 0)));
    await passes(100);
    proxy.mend();
    await until('it has heard of it', async () => {
      const [bert, chief] = [await new Page(two, 'bert').whenOpen(), await new Page(two, 'chief').whenOpen()];
      for (const { socket } of [chief, bert]) socket.close();
      // Of two lines to whom nothing was told the later one has the longer time.
      return (chief.here[0] ?? 0) < (bert.here[0] ?? 0);
    });
  });
});
