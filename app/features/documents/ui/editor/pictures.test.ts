import { afterEach, expect, test, vi } from 'vitest';
import { limits } from '../../documents';
import { type PictureError, sendPicture, takePictureOver } from './pictures';

afterEach(() => vi.unstubAllGlobals());

const file = new File(['x'], 'x.png', { type: 'image/png' });
const answering = (response: Partial<Response> | Error) => {
  const fetching = vi.fn(async () => {
    if (response instanceof Error) throw response;
    return response as Response;
  });
  vi.stubGlobal('fetch', fetching);
  return fetching;
};
const problem = (work: Promise<unknown>) => work.then(() => null).catch((error: PictureError) => error.problem);
const saying = (status: number, body: unknown) => Response.json(body, { status });

test.each([
  ['the network is gone', new TypeError('Failed to fetch'), 'offline'],
  ['the server cannot', saying(503, { error: 'internal' }), 'offline'],
  ['signed out: sent elsewhere', { type: 'opaqueredirect', ok: false, status: 0 } as Response, 'signedOut'],
  ['signed out', saying(401, null), 'signedOut'],
  ['the right to write is gone', saying(404, null), 'gone'],
  ['a reason with its sentence', saying(422, { error: 'Drawings cannot be taken in.' }), { said: 'Drawings cannot be taken in.' }],
  ['a reason without a sentence', new Response('<h1>no</h1>', { status: 400 }), 'not-a-picture'],
  ['too large, from a proxy that says no more', new Response('', { status: 413 }), 'too-large'],
])('%s', async (_, response, expected) => {
  answering(response);
  expect(await problem(sendPicture('d1', file))).toEqual(expected);
});

test('what is too large does not travel', async () => {
  const fetching = answering(new TypeError());
  const large = Object.defineProperty(new File([], 'x.png'), 'size', { value: limits.fileBytes + 1 });
  expect(await problem(sendPicture('d1', large))).toBe('too-large');
  expect(fetching).not.toHaveBeenCalled();
});

test('a picture of another document is asked for by its document and hash', async () => {
  const fetching = answering(saying(201, { src: '/files/d1/aa', width: 2, height: 1, more: 'x' }));
  expect(await takePictureOver('d1', { documentId: 'd2', hash: 'aa' })).toEqual({ src: '/files/d1/aa', width: 2, height: 1 });
  expect(fetching).toHaveBeenCalledWith('/files/d1', expect.objectContaining({ method: 'POST', redirect: 'manual' }));
  expect(String((fetching.mock.calls as unknown as [string, { body: URLSearchParams }][])[0]?.[1].body)).toBe('document=d2&hash=aa');
});
