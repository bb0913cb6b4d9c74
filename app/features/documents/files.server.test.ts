import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { pictureLimits } from '~/kit/picture-limits';
import { limits } from './documents';
import { addPicture, pictureFor, takePictureOver } from './files.server';
import { buildDocument } from './testing';

const canvas = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#0f5e66' } });
const photo = () => canvas(300, 200).withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '35/1' } });

async function written() {
  const editor = await buildMember({ roles: 'editor' });
  const document = await buildDocument({ ...editor.seat });
  return { ...editor, document };
}

async function kept(bytes: Uint8Array) {
  const { person, document } = await written();
  const result = await addPicture(person, document.id, bytes);
  if (typeof result === 'string') return result;
  const [, , , hash = ''] = result.src.split('/');
  const { bytes: stored, mime } = await pictureFor(person, document.id, hash);
  return { ...result, mime, metadata: await sharp(stored).metadata() };
}

const refused = (promise: Promise<unknown>) =>
  expect(
    promise.then(
      () => 'done',
      (answer) => (answer instanceof Response ? answer.status : answer),
    ),
  ).resolves.toBe(404);

describe('a picture is decoded and written anew', () => {
  test('without what it said about its maker and place, upright', async () => {
    const sideways = await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(sideways).metadata()).orientation).toBe(6);
    const result = await kept(sideways);
    expect(result).toMatchObject({ width: 200, height: 300, mime: 'image/jpeg', metadata: { format: 'jpeg', width: 200, height: 300 } });
    if (typeof result === 'string') throw new Error(result);
    expect(result.metadata.exif).toBeUndefined();
    expect(result.metadata.orientation).toBeUndefined();
  });

  test.each([
    ['png', () => canvas(10, 10).png().toBuffer(), 'image/png'],
    ['webp', () => canvas(10, 10).webp().toBuffer(), 'image/webp'],
    ['gif', () => canvas(10, 10).gif().toBuffer(), 'image/png'],
    ['tiff', () => canvas(10, 10).tiff().toBuffer(), 'image/jpeg'],
  ])('%s', async (_name, bytes, mime) => {
    expect(await kept(await bytes())).toMatchObject({ mime, width: 10, height: 10 });
  });

  test('of a moving picture the first frame', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00'].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    expect(await kept(moving)).toMatchObject({ mime: 'image/png', width: 8, height: 8 });
  });

  test('a large one becomes smaller', async () => {
    expect(await kept(await canvas(4800, 1200).jpeg().toBuffer())).toMatchObject({ width: pictureLimits.side, height: 600 });
  });
});

describe('what is no picture is refused with its reason', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test.each([
    ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'drawing'],
    ['a drawing with a prologue', bytes('\uFEFF <?xml version="1.0"?><svg/>'), 'drawing'],
    ['a page', bytes('<!DOCTYPE html><script>alert(1)</script>'), 'drawing'],
    ['a text', bytes('GIF89a or so'), 'not-a-picture'],
    ['nothing', new Uint8Array(), 'not-a-picture'],
    ['too many bytes', new Uint8Array(limits.fileBytes + 1), 'too-large'],
  ])('%s', async (_name, content, reason) => {
    expect(await kept(content)).toBe(reason);
  });

  test('a picture cut short', async () => {
    const whole = await canvas(400, 400).png({ compressionLevel: 0 }).toBuffer();
    expect(await kept(whole.subarray(0, whole.length / 2))).toBe('not-a-picture');
  });

  test('a small file of very many pixels', async () => {
    expect(await kept(await canvas(12_000, 5_000).png().toBuffer())).toBe('too-many-pixels');
  });
});

describe('who may', () => {
  test('writers put pictures in; readers see them; nobody else knows that they exist', async () => {
    const { person, seat, document } = await written();
    const picture = await canvas(4, 4).png().toBuffer();
    const observer = await buildMember({ organisationId: seat.organisationId, roles: 'observer' });
    const organisation = await buildOrganisation({ partnershipId: seat.partnershipId });
    const neighbour = await buildMember({ organisationId: organisation.id, roles: 'editor' });
    const stranger = await buildMember();
    for (const other of [observer, neighbour, stranger]) await refused(addPicture(other.person, document.id, picture));
    const result = await addPicture(person, document.id, picture);
    if (typeof result === 'string') throw new Error(result);
    const hash = result.src.split('/')[3] ?? '';
    expect((await pictureFor(observer.person, document.id, hash)).mime).toBe('image/png');
    for (const other of [neighbour, stranger]) await refused(pictureFor(other.person, document.id, hash));
    await db().document.update({ where: { id: document.id }, data: { sharedAt: new Date() } });
    expect((await pictureFor(neighbour.person, document.id, hash)).bytes.length).toBeGreaterThan(0);
  });

  test('a hash opens nothing through a document that does not show it', async () => {
    const one = await written();
    const result = await addPicture(one.person, one.document.id, await canvas(5, 5).png().toBuffer());
    if (typeof result === 'string') throw new Error(result);
    const hash = result.src.split('/')[3] ?? '';
    const other = await written();
    await refused(pictureFor(other.person, other.document.id, hash));
    await refused(pictureFor(one.person, one.document.id, 'b'.repeat(64)));
    await refused(pictureFor(one.person, one.document.id, '../secret'));
  });

  test('the same picture twice is one', async () => {
    const { person, document } = await written();
    const picture = await canvas(6, 6).png().toBuffer();
    const results = await Promise.all([addPicture(person, document.id, picture), addPicture(person, document.id, picture)]);
    expect(results[0]).toEqual(results[1]);
    expect(await db().documentFile.count({ where: { documentId: document.id } })).toBe(1);
  });
});

describe('a picture is taken over from another document', () => {
  async function withPicture() {
    const one = await written();
    const result = await addPicture(one.person, one.document.id, await canvas(7, 5).png().toBuffer());
    if (typeof result === 'string') throw new Error(result);
    const from = { document: one.document.id, hash: result.src.split('/')[3] ?? '' };
    const document = await buildDocument({ ...one.seat });
    return { ...one, from, target: document };
  }

  test('by who reads there and writes here, as often as they like', async () => {
    const { person, from, target } = await withPicture();
    const kept = { src: `/files/${target.id}/${from.hash}`, width: 7, height: 5 };
    expect(await takePictureOver(person, target.id, from)).toEqual(kept);
    expect(await takePictureOver(person, target.id, from)).toEqual(kept);
    expect((await pictureFor(person, target.id, from.hash)).mime).toBe('image/png');
    expect(await db().documentFile.count({ where: { documentId: target.id } })).toBe(1);
  });

  test('and by nobody else', async () => {
    const { seat, from, target, person } = await withPicture();
    const observer = await buildMember({ organisationId: seat.organisationId, roles: 'observer' });
    await refused(takePictureOver(observer.person, target.id, from));
    const stranger = await written();
    await refused(takePictureOver(stranger.person, stranger.document.id, from));
    await refused(takePictureOver(stranger.person, target.id, from));
    await refused(takePictureOver(person, target.id, { ...from, hash: 'b'.repeat(64) }));
    expect(await db().documentFile.count({ where: { documentId: { in: [target.id, stranger.document.id] } } })).toBe(0);
  });
});
