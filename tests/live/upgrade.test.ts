import { afterEach, describe, expect, test, vi } from 'vitest';
import { Close } from '../../app/live/wire';
import { RawClient } from './clients';
import { startServer, type TestServer, type TestServerOptions, until } from './harness';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
afterEach(() => {
  vi.restoreAllMocks();
  return server.close();
});

const refusal = (options: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenRefused();

describe('the upgrade', () => {
  test.each([
    'doc/../en',
    'doc/abcdefghij01/en/more',
    'doc/abcdefghij01%2fen',
    'doc/abcdefghij01',
    '__proto__',
    `doc/${'a'.repeat(9000)}/en`,
    'doc/abcdefghij01/en%00',
    'other/abcdefghij01/en',
  ])('U1: %s is no room: 404', async (room) => {
    await start();
    expect(await refusal({ room })).toBe(404);
  });

  test.each([
    ['foreign', 'http://evil.example'],
    ['null', 'null'],
    ['another port of the same host', 'http://127.0.0.1:1'],
    ['empty', ''],
  ])('U2: a %s Origin is refused before anything is asked', async (_name, origin) => {
    await start();
    let asked = false;
    server.backend.onAuthorize = async () => {
      asked = true;
      return { ok: false, status: 401 };
    };
    expect(await refusal({ headers: { origin } })).toBe(403);
    expect(asked).toBe(false);
  });

  test('U2: with a public address the Origin must equal it', async () => {
    await start({ publicUrl: 'https://koinon.example' });
    expect(await refusal({})).toBe(403);
    const right = new RawClient(server.origin, { headers: { origin: 'https://koinon.example' } });
    await right.whenSynced();
    right.cut();
  });

  test('U2: the host that a proxy names counts only where a proxy is trusted', async () => {
    const headers = { origin: 'https://koinon.example', 'x-forwarded-host': 'koinon.example', 'x-forwarded-proto': 'https' };
    await start();
    expect(await refusal({ headers })).toBe(403);
    await server.close();
    await start({ trustProxy: true });
    const trusted = new RawClient(server.origin, { headers });
    await trusted.whenSynced();
    trusted.cut();
  });

  test('U3: without a session 401, without access 404', async () => {
    await start();
    expect(await refusal({ headers: { cookie: '' } })).toBe(401);
    server.backend.onAuthorize = async () => ({ ok: false, status: 404 });
    expect(await refusal({})).toBe(404);
  });

  test('U4: an address that is refused too often hears 429, whoever it is then', async () => {
    await start({ limits: { refusalsPerMinute: 3 } });
    // In one minute of the clock, which could turn in between.
    vi.spyOn(Date, 'now').mockReturnValue(Date.now());
    for (let i = 0; i < 3; i++) expect(await refusal({ headers: { cookie: '' } })).toBe(401);
    expect(await refusal({})).toBe(429);
  });

  test('U4: a person with too many sockets hears 429, until one is closed', async () => {
    await start({ limits: { socketsPerUser: 2 } });
    const [first] = await Promise.all([1, 2].map(() => new RawClient(server.origin).whenSynced()));
    expect(await refusal({})).toBe(429);
    await new RawClient(server.origin, { user: 'bert' }).whenSynced();
    first?.cut();
    await until('the server notices', () => server.sync.stats().connections === 2);
    await new RawClient(server.origin).whenSynced();
  });

  test('U5: another protocol, person or generation is told by a final close code', async () => {
    await start();
    expect(await new RawClient(server.origin, { ext: false, query: 'ext=1&v=2' }).whenClosed()).toBe(Close.clientTooOld);
    expect(await new RawClient(server.origin, { query: '&generation=2' }).whenClosed()).toBe(Close.otherGeneration);
    expect(await new RawClient(server.origin, { query: '&generation=nonsense' }).whenClosed()).toBe(Close.otherGeneration);
    expect(await new RawClient(server.origin, { query: '&user=bert' }).whenClosed()).toBe(Close.sessionGone);
    await new RawClient(server.origin, { query: '&generation=1&user=anna' }).whenSynced();
  });

  test('U6: 503 when the application fails, and while the server closes', async () => {
    await start();
    server.backend.onAuthorize = async () => {
      throw new Error('the database is gone');
    };
    expect(await refusal({})).toBe(503);
    server.backend.onAuthorize = null;
    await server.sync.drain();
    expect(await refusal({})).toBe(503);
  });

  test('U7: access revoked during the upgrade closes the socket', async () => {
    await start();
    let letIn = () => {};
    const asked = new Promise<void>((resolve) => {
      server.backend.onAuthorize = async (cookie) => {
        resolve();
        await new Promise<void>((go) => {
          letIn = go;
        });
        return server.backend.access(cookie);
      };
    });
    const client = new RawClient(server.origin);
    await asked;
    server.sync.service.revoke({ userId: 'anna' }, Close.accessLost);
    letIn();
    expect(await client.whenClosed()).toBe(Close.accessLost);
    expect(client.heard).toEqual([]);
  });

  test('U6: who was being judged when the server closed is not let in afterwards', async () => {
    await start();
    let letIn = () => {};
    const asked = new Promise<void>((resolve) => {
      server.backend.onAuthorize = async (cookie) => {
        resolve();
        await new Promise<void>((go) => {
          letIn = go;
        });
        return server.backend.access(cookie);
      };
    });
    const client = new RawClient(server.origin);
    await asked;
    await server.sync.drain();
    letIn();
    expect(await client.whenRefused()).toBe(503);
  });

  test('U6: a client that goes away while it is judged harms nobody', async () => {
    await start();
    let letIn = () => {};
    const asked = new Promise<void>((resolve) => {
      server.backend.onAuthorize = async (cookie) => {
        resolve();
        await new Promise<void>((go) => {
          letIn = go;
        });
        return server.backend.access(cookie);
      };
    });
    const client = new RawClient(server.origin);
    await asked;
    client.cut();
    letIn();
    server.backend.onAuthorize = null;
    await new RawClient(server.origin).whenSynced();
    await until('the server notices', () => server.sync.stats().connections === 1);
  });
});
