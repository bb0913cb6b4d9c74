import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { lastAnswer } from './last-answer';

const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
const lines: { fields: object; message: string }[] = [];
const log = { info() {}, warn() {}, error: (fields: object, message: string) => void lines.push({ fields, message }) };

async function answer(fail: express.RequestHandler): Promise<{ status: number; text: string } | null> {
  const app = express().use(fail).use(lastAnswer(log));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/somewhere?who=anna`);
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  } finally {
    server.close();
  }
}

afterEach(() => {
  expect(printed).not.toHaveBeenCalled();
  lines.length = 0;
});

test('what failed is logged with its path, and its words are for nobody else', async () => {
  const error = new Error('the words of the error');
  expect(await answer((_request, _response, next) => next(error))).toEqual({ status: 500, text: 'Internal Server Error' });
  expect(lines).toEqual([{ fields: { err: error, url: '/somewhere' }, message: 'a request failed' }]);
});

test('what is not there is no failure', async () => {
  const missing = Object.assign(new Error('no such file'), { status: 404 });
  expect(await answer((_request, _response, next) => next(missing))).toEqual({ status: 404, text: 'Not Found' });
  expect(lines).toEqual([]);
});

test('half an answer ends with its connection', async () => {
  const half: express.RequestHandler = (_request, response, next) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('a beginning');
    setImmediate(() => next(new Error('in the middle')));
  };
  expect(await answer(half)).toBeNull();
  expect(lines).toHaveLength(1);
});
