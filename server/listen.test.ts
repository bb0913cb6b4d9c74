import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { addressOf } from './listen';

const card = (address: string, family: 'IPv4' | 'IPv6', internal = false) => ({ address, family, internal }) as NetworkInterfaceInfo;
const CARDS = {
  lo: [card('127.0.0.1', 'IPv4', true), card('::1', 'IPv6', true)],
  eth0: [card('fe80::1', 'IPv6'), card('192.0.2.7', 'IPv4')],
};

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['::1', 'http://[::1]:3000'],
  ['town.example', 'http://town.example:3000'],
  ['0.0.0.0', 'http://192.0.2.7:3000'],
  ['::', 'http://192.0.2.7:3000'],
])('a server on %s is opened at %s', (host, address) => {
  expect(addressOf(host, 3000, CARDS)).toBe(address);
});

test('a machine without a network is opened from itself', () => {
  expect(addressOf('0.0.0.0', 3000, { lo: CARDS.lo })).toBe('http://127.0.0.1:3000');
});
