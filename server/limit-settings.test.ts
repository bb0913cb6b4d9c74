/** Limits in the environment: what is read, what is refused with the name of the variable, and what the guide says of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from './settings';
import { DEFAULT_LIMITS, LIMIT_NAMES, SYNC_LIMITS, variableOf } from './sync/limits';

const dataDir = mkdtempSync(path.join(tmpdir(), 'koinon-limits-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const limitsOf = (env: Record<string, string>) => readSettings({ DATA_DIR: dataDir, ...env } as unknown as NodeJS.ProcessEnv).limits;
const refusalOf = (env: Record<string, string>) => {
  try {
    limitsOf(env);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('a limit from the environment', () => {
  test('is read in its unit; nothing, and an empty variable, leave the default', () => {
    expect(limitsOf({})).toEqual({});
    expect(limitsOf({ LIMIT_COALESCE_MS: '', LIMIT_SOCKETS_PER_USER: '300', LIMIT_COMMIT_QUIET_MS: '25' })).toEqual({
      socketsPerUser: 300,
      commitQuietMs: 25,
    });
  });

  test.each(LIMIT_NAMES)('%s may be as small and as large as the table says, and no more', (name) => {
    const { least, most, value } = SYNC_LIMITS[name];
    expect([least <= value, value <= most]).toEqual([true, true]);
    const said = (set: number | string) => refusalOf({ [variableOf(name)]: String(set) }).filter((line) => line.includes('whole number'));
    expect([...said(least), ...said(most)]).toEqual([]);
    for (const wrong of [least - 1, most + 1, 'many', '1.5'])
      expect(said(wrong)).toEqual([expect.stringContaining(`${variableOf(name)}: must be a whole number from ${least} to ${most}`)]);
  });

  test('that would be below another one is named, whichever of the two was set', () => {
    expect(refusalOf({ LIMIT_FRAME_BYTES: '33554432' })).toEqual([
      'LIMIT_EARLY_BYTES: must not be below LIMIT_FRAME_BYTES, which is 33554432',
      'LIMIT_ROOM_UNSAVED_BYTES: must not be below LIMIT_FRAME_BYTES, which is 33554432',
    ]);
    expect(refusalOf({ LIMIT_COMMIT_QUIET_MS: '5' })).toEqual([
      'LIMIT_COMMIT_QUIET_MS: must not be below LIMIT_COMMIT_BUSY_MS, which is 10',
    ]);
    expect(refusalOf({ LIMIT_FRAME_BYTES: '5000000', LIMIT_EARLY_BYTES: '5000000' })).toEqual([]);
  });

  test('with a name that is none is refused: it would be a limit that nobody keeps', () => {
    expect(refusalOf({ LIMIT_FRAME_BYTE: '5000000' })).toEqual(['LIMIT_FRAME_BYTE: is no limit; docs/operating.md lists them']);
  });
});

test('every limit that names another names one that there is, and the defaults go together', () => {
  for (const name of LIMIT_NAMES) {
    const { notBelow } = SYNC_LIMITS[name];
    if (!notBelow) continue;
    expect(LIMIT_NAMES).toContain(notBelow);
    expect(DEFAULT_LIMITS[name]).toBeGreaterThanOrEqual(DEFAULT_LIMITS[notBelow as keyof typeof DEFAULT_LIMITS]);
  }
});

test('the guide shows the table as it is', async () => {
  const guide = await readFile('docs/operating.md', 'utf8');
  const rows = LIMIT_NAMES.map((name) => {
    const { value, unit, least, most, reason } = SYNC_LIMITS[name];
    return `| \`${variableOf(name)}\` | ${value} | ${unit} | ${least} to ${most} | ${reason} |`;
  });
  expect(guide.match(/^\| `LIMIT_.*$/gm)).toEqual(rows);
});
