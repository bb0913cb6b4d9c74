/** `npm run dev` in a copy of the project, because it is the sources that change. Only with FULL=1: the pages are built as they are asked for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { setUp } from '../../server/cli/set-up.mjs';
import { until } from '../live/harness';
import { freePort } from './server-process';

const SOURCES = [
  'app',
  'server',
  'prisma',
  'public',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'remix.config.js',
];

test.skipIf(!process.env.FULL)(
  '`npm run dev` serves from the sources, and a changed one is served anew without a start',
  async () => {
    await setUp({ development: true, build: false, tell: () => undefined });
    const copy = mkdtempSync(path.join(tmpdir(), 'koinon-dev-'));
    for (const name of SOURCES) cpSync(name, path.join(copy, name), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
    const port = await freePort();
    const server = spawn(process.execPath, ['server/cli/dev.mjs'], {
      cwd: copy,
      env: { ...process.env, PORT: String(port), DATA_DIR: path.join(copy, 'data'), NODE_ENV: 'development' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const gone = once(server, 'exit');
    try {
      const page = (where: string) =>
        fetch(`http://127.0.0.1:${port}${where}`)
          .then((answer) => answer.text())
          .catch(() => '');
      const texts = path.join(copy, 'app/features/accounts/locales/en.json');
      const before = JSON.parse(readFileSync(texts, 'utf8')) as Record<string, string>;
      const title = before['signIn.title'] as string;
      await until('the page is served', async () => (await page('/sign-in')).includes(title), 120_000);
      // The module that tells a browser what has changed.
      expect(await page('/@vite/client')).toContain('WebSocket');
      writeFileSync(texts, JSON.stringify({ ...before, 'signIn.title': 'Changed just now' }));
      await until('the change is served', async () => (await page('/sign-in')).includes('Changed just now'), 30_000);
    } finally {
      server.kill('SIGTERM');
      await gone;
      rmSync(copy, { recursive: true, force: true });
    }
  },
  240_000,
);
