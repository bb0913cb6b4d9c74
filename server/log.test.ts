/** What may not get into a log line, however a caller or a library puts it there. */

import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { expect, test } from 'vitest';
import { PrismaClient } from '../prisma/generated/sqlite/client';
import { createLog } from './log';

function logged(fields: object): string {
  const lines: string[] = [];
  createLog('trace', (line) => lines.push(line)).error(fields, 'it failed');
  return lines.join('');
}

const SECRET = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF';

test('an error is told by kind, code, sentence and place, under either name', () => {
  const error = Object.assign(new Error('the disk is full', { cause: new TypeError('deeper') }), { code: 'ENOSPC' });
  for (const key of ['err', 'error']) {
    const line = JSON.parse(logged({ [key]: error }));
    expect(line).toMatchObject({
      msg: 'it failed',
      [key]: { type: 'Error', code: 'ENOSPC', message: 'the disk is full', cause: { type: 'TypeError', message: 'deeper' } },
    });
    expect(line[key].stack).toMatch(/^ {4}at .*log\.test\.ts/);
  }
  expect(JSON.parse(logged({ error: 'a sentence' })).error).toBe('a sentence');
});

test('what hangs on an error is left out: rows, arguments, addresses', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "User_email_key"'), {
    code: '23505',
    detail: 'Key (email)=(anna@town.example) already exists.',
    row: { title: 'Stadtbad' },
    address: '203.0.113.77',
    meta: { target: 'Stadtbad' },
  });
  const line = logged({ err: error, error: { err: error } });
  expect(line).toContain('User_email_key');
  expect(line).not.toMatch(/anna|Stadtbad|203\.0/);
});

test('a sentence that quotes a text is told without it', () => {
  const broken = (text: string) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return error;
    }
  };
  const errors = [
    broken('Theofania'),
    broken('{"text":"Theofania schreibt und schreibt und schreibt und schreibt und schreibt" Theofania'),
    broken('["a", Theofania]'),
    new RangeError('Invalid content for node doc: <paragraph("Theofania"), "Theofania">'),
    new Error('could not place "Theofania schreibt" here'),
    new Error('outer', { cause: broken('Theofania') }),
  ];
  for (const error of errors) {
    const reason = error instanceof Error ? error.message : '';
    expect(logged({ error, reason })).not.toContain('Theofania');
  }
  expect(logged({ error: errors[0] })).toContain('not valid JSON');
});

test('a question to the database that was wrong is told without what it asked', async () => {
  const database = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: ':memory:' }) });
  const error = await database.user
    .create({ data: { id: 'x', email: 'anna@town.example', name: 'Theofania', nothingLikeIt: 'Theofania schreibt' } as never })
    .catch((refusal: Error) => refusal);
  expect((error as Error).message).toContain('Theofania');
  const line = logged({ error });
  expect(line).toContain('PrismaClientValidationError');
  expect(line).toContain('nothingLikeIt');
  expect(line).not.toMatch(/Theofania|anna/);
});

test('mailboxes, passwords in addresses and secrets of links stay out, wherever they stand', () => {
  const line = logged({
    url: `/reset/${SECRET}`,
    other: `see https://koinon.example/set-up/${SECRET}?next=/`,
    reason: `550 <anna@town.example>: no such mailbox`,
    error: new Error('getaddrinfo postgresql://koinon:hunter22@db:5432/koinon'),
    deep: { list: ['otto@dimos.example'] },
  });
  expect(line).not.toMatch(new RegExp(`${SECRET}|anna|otto|hunter22`));
  expect(JSON.parse(line).url).toBe('/reset/[not for the log]');
  // Ids, hashes and rooms are no secrets.
  const ids = { room: 'doc/01hzy6kq8r5wq3v1n8k2m4p6s8/en', hash: 'ab'.repeat(32) };
  expect(JSON.parse(logged(ids))).toMatchObject(ids);
});

test('the one line that is there to hold a link has it', () => {
  expect(JSON.parse(logged({ path: `/reset/${SECRET}` })).path).toBe(`/reset/${SECRET}`);
  expect(logged({ path: `/elsewhere/${SECRET}` })).not.toContain(SECRET);
});

test('fields that hold a person or a way in are censored, also within others', () => {
  const names = [
    'cookie',
    'authorization',
    'password',
    'secret',
    'token',
    'link',
    'email',
    'toAddress',
    'clientAddress',
    'remoteAddress',
    'ip',
  ];
  for (const name of names)
    for (const fields of [{ [name]: 'Stadtbad' }, { request: { [name]: 'Stadtbad' } }, { request: { headers: { [name]: 'Stadtbad' } } }])
      expect([name, logged(fields)]).toEqual([name, expect.not.stringContaining('Stadtbad')]);
});
