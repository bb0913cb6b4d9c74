import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { addressOf, dropForgedHeaders, hostOf, trustOf } from './proxy';

const PROXY = '10.0.0.1';
const STRANGER = '203.0.113.9';
const from = (peer: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress: peer }, headers: { host: 'own.example', ...headers } }) as unknown as IncomingMessage;
const says = { 'x-forwarded-host': 'named.example', 'x-forwarded-for': '198.51.100.1, 192.0.2.7' };

test.each([
  { setting: false, peer: PROXY, host: 'own.example', address: PROXY },
  { setting: true, peer: STRANGER, host: 'named.example', address: '198.51.100.1' },
  { setting: 1, peer: PROXY, host: 'named.example', address: '192.0.2.7' },
  { setting: 2, peer: PROXY, host: 'named.example', address: '198.51.100.1' },
  { setting: PROXY, peer: PROXY, host: 'named.example', address: '192.0.2.7' },
  { setting: PROXY, peer: STRANGER, host: 'own.example', address: STRANGER },
  { setting: '10.0.0.0/8, 192.0.2.0/24', peer: PROXY, host: 'named.example', address: '198.51.100.1' },
  { setting: 'loopback', peer: PROXY, host: 'own.example', address: PROXY },
])('TRUST_PROXY=$setting: $peer may say as much as $host and $address', ({ setting, peer, host, address }) => {
  const trust = trustOf(setting);
  expect(hostOf(from(peer, says), trust)).toBe(host);
  expect(addressOf(from(peer, says), trust)).toBe(address);
});

test('without a word of the proxy, the request speaks for itself', () => {
  expect(hostOf(from(PROXY), trustOf(1))).toBe('own.example');
  expect(addressOf(from(PROXY), trustOf(1))).toBe(PROXY);
});

test('what a stranger says in the name of a proxy is gone before anybody reads it', () => {
  const seen = (peer: string) => {
    const request = from(peer, { ...says, 'x-forwarded-proto': 'https', forwarded: 'host=named.example', cookie: 'a=b' });
    dropForgedHeaders(trustOf(PROXY))(request as Request, {} as Response, () => undefined);
    return Object.keys(request.headers);
  };
  expect(seen(STRANGER)).toEqual(['host', 'cookie']);
  expect(seen(PROXY)).toContain('x-forwarded-host');
});
