import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { mayRead } from './metrics';

const token = 'sixteen letters!'.replaceAll(' ', '-');
const from = (peer: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress: peer }, headers: { host: '127.0.0.1:3000', ...headers } }) as unknown as IncomingMessage;
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const alone = { trustProxy: false } as const;

test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('%s is this machine', (peer) => {
  expect(mayRead(from(peer), alone)).toBe(true);
});

test.each(['10.0.0.1', '203.0.113.9', '::ffff:10.0.0.1', '2001:db8::1', '128.0.0.1', '', '1127.0.0.1'])('%s is another one', (peer) => {
  expect(mayRead(from(peer), alone)).toBe(false);
  expect(mayRead(from(peer, { 'x-forwarded-for': '127.0.0.1' }), alone)).toBe(false);
});

test.each([
  ['X-Forwarded-For', { 'x-forwarded-for': '203.0.113.9' }],
  ['X-Forwarded-Host', { 'x-forwarded-host': '127.0.0.1' }],
  ['Forwarded', { forwarded: 'for=127.0.0.1' }],
  ['X-Real-IP', { 'x-real-ip': '127.0.0.1' }],
  ['Via', { via: '1.1 proxy' }],
  ['the name of another host', { host: 'koinon.example.org' }],
  ['no name of a host', { host: '' }],
])('this machine asks for somebody else when it sends %s', (_what, headers) => {
  expect(mayRead(from('127.0.0.1', headers), alone)).toBe(false);
});

test('where a proxy may stand in front, everybody comes from this machine: only the token counts', () => {
  for (const access of [
    { trustProxy: 1 },
    { trustProxy: true },
    { trustProxy: 'loopback' },
    { trustProxy: false as const, publicUrl: 'https://koinon.example.org' },
  ]) {
    expect(mayRead(from('127.0.0.1'), access)).toBe(false);
    expect(mayRead(from('127.0.0.1'), { ...access, token })).toBe(false);
    expect(mayRead(from('127.0.0.1', bearer(token)), { ...access, token })).toBe(true);
  }
  expect(mayRead(from('127.0.0.1'), { trustProxy: false, publicUrl: 'http://localhost:3000' })).toBe(true);
});

test('the token is read from anywhere, whole and alone', () => {
  const access = { trustProxy: 1, token };
  expect(mayRead(from('203.0.113.9', bearer(token)), access)).toBe(true);
  expect(mayRead(from('203.0.113.9', { authorization: `bearer ${token}` }), access)).toBe(true);
  for (const wrong of [token.slice(1), `${token}x`, '', token.toUpperCase()])
    expect(mayRead(from('203.0.113.9', bearer(wrong)), access)).toBe(false);
  for (const authorization of [`Basic ${token}`, token, `Bearer  ${token}`, ''])
    expect(mayRead(from('203.0.113.9', { authorization }), access)).toBe(false);
  // A wrong one is never worth more than none.
  expect(mayRead(from('127.0.0.1', bearer('wrong')), { trustProxy: false, token })).toBe(false);
  expect(mayRead(from('127.0.0.1', bearer('undefined')), { trustProxy: false })).toBe(false);
});
