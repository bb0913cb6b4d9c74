/** The examples in docs/deploy name what there is: settings, services, files and times. They are read here as text; nobody has containers in a test. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings, SETTINGS } from '../../server/settings';
import { DEFAULT_LIMITS } from '../../server/sync/limits';

const compose = readFileSync('docs/deploy/compose.yaml', 'utf8');
const nginx = readFileSync('docs/deploy/nginx.conf', 'utf8');
const dockerfile = readFileSync('docs/deploy/Dockerfile', 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'koinon-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines below `key:`, by their indentation, without comments. */
function below(text: string, key: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#'));
  const at = lines.findIndex((line) => line.trim().split(' ')[0] === key);
  const depth = (line: string) => line.length - line.trimStart().length;
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => depth(line) <= depth(lines[at] ?? ''));
  expect([key, at >= 0]).toEqual([key, true]);
  return end < 0 ? rest : rest.slice(0, end);
}

const environment = new Map(
  below(below(compose, 'x-node:').join('\n'), 'environment:').map((line) => {
    const [, name = '', value = ''] = /^\s*(\w+): ?(.*)$/.exec(line) ?? [];
    return [name, value];
  }),
);

/** As compose does it: `${NAME}`, `${NAME:?why}`, `${NAME:-otherwise}`. */
const given: Record<string, string> = {
  PUBLIC_URL: 'https://koinon.example.org',
  POSTGRES_PASSWORD: 'abc123',
  APP_SECRET: 'f'.repeat(64),
  SMTP_URL: 'smtps://koinon:word@mail.example.org',
};
const filled = (text: string) =>
  text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name, kind, more) => given[name] ?? (kind === '-' ? more : ''));

test('a node of compose.yaml is given settings that exist, and all that several nodes need', () => {
  const names = [...environment.keys()];
  expect(names.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'APP_SECRET', 'FILES_DIR', 'PUBLIC_URL', 'TRUST_PROXY', 'HOST'])
    expect(names).toContain(name);
  const asked = [...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
  expect(asked.filter((name) => name !== 'POSTGRES_PASSWORD' && !SETTINGS.includes(name))).toEqual([]);
});

test('with these settings a node starts, reached by the proxy and by the others of its services', () => {
  const places = { DATA_DIR: path.join(folder, 'data'), FILES_DIR: path.join(folder, 'files') };
  const env = Object.fromEntries([...environment].map(([name, value]) => [name, filled(value)]));
  const settings = readSettings({ ...env, ...places } as unknown as NodeJS.ProcessEnv);
  expect(settings).toMatchObject({ host: '0.0.0.0', trustProxy: 1, publicUrl: given.PUBLIC_URL, metricsToken: undefined });
  const services = below(compose, 'services:').flatMap((line) => /^ {2}(\w+):$/.exec(line)?.[1] ?? []);
  expect(services).toEqual(
    expect.arrayContaining([new URL(settings.databaseUrl ?? '').hostname, new URL(settings.redisUrl ?? '').hostname]),
  );
  const nodes = [...nginx.matchAll(/^\s*server (\w+):(\d+)/gm)].map(([, name, port]) => ({ name, port: Number(port) }));
  expect(nodes).toEqual(services.filter((name) => name.startsWith('node')).map((name) => ({ name, port: settings.port })));
  expect(nodes.length).toBe(3);
  expect(compose).toContain(`http://127.0.0.1:${settings.port}/healthz`);
});

test('files that the examples name are there', () => {
  for (const [, file] of compose.matchAll(/- \.\/([\w.]+):/g))
    if (file !== 'certs') expect([file, existsSync(path.join('docs/deploy', file ?? ''))]).toEqual([file, true]);
  expect(existsSync(/dockerfile: (\S+)/.exec(compose)?.[1] ?? '')).toBe(true);
  for (const [, file] of dockerfile.matchAll(/(server\/cli\/[\w.-]+)/g)) expect(existsSync(file ?? '')).toBe(true);
  for (const [, text] of dockerfile.matchAll(/^ENV (.*)$/gm))
    for (const pair of (text ?? '').split(' ')) expect(SETTINGS).toContain(pair.split('=')[0]);
  expect(dockerfile).toMatch(/^USER node$/m);
});

test('nginx passes sockets that are silent for as long as ours are, and pictures of every size', () => {
  expect(nginx).toContain('proxy_set_header Upgrade $http_upgrade;');
  for (const which of ['read', 'send']) {
    const seconds = Number(new RegExp(`proxy_${which}_timeout (\\d+)s;`).exec(nginx)?.[1]);
    expect(seconds).toBeGreaterThan(60);
    expect(seconds * 1000).toBeGreaterThan(2 * DEFAULT_LIMITS.heartbeatMs);
  }
  // Forms with pictures may have 24 MiB before Koinon itself refuses them (server/http/form-bodies.ts).
  expect(Number(/client_max_body_size (\d+)m;/.exec(nginx)?.[1])).toBeGreaterThanOrEqual(24);
  for (const header of ['X-Forwarded-For $remote_addr', 'X-Forwarded-Host $host', 'X-Forwarded-Proto $scheme'])
    expect(nginx).toContain(`proxy_set_header ${header};`);
});
