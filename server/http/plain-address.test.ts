import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { plainAddress } from './plain-address';

test('control characters and what stands for no character are taken out of an address, and nothing else', () => {
  const read = (url: string) => {
    const request = { url, originalUrl: url } as Request;
    plainAddress(request, {} as Response, () => undefined);
    expect(request.originalUrl).toBe(request.url);
    return decodeURIComponent(request.url);
  };
  expect(read('/p/%00?q=a%1Fb%7f')).toBe('/p/\uFFFD?q=a\uFFFDb\uFFFD');
  expect(read('/p/%FF?q=%zz%')).toBe('/p/\uFFFD?q=\uFFFDzz\uFFFD');
  expect(read('/p/%CE%20%B1')).toBe('/p/\uFFFD');
  expect(read('/p/%CE%B1%20b%2Fc?q=%25')).toBe('/p/α b/c?q=%');
});
