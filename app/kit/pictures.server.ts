/**
 * Pictures are never kept as they came: they are decoded and written anew, so that no hidden data (places, names, cameras), no
 * second meaning of the file and no damage reaches a reader. Turned upright, made smaller where needed, the first frame of a moving one.
 */
import sharp, { type Sharp } from 'sharp';
import { pictureLimits as limits } from './picture-limits';

export interface Picture {
  bytes: Uint8Array;
  mime: string;
  width: number;
  height: number;
}

export type PictureProblem = 'too-large' | 'too-many-pixels' | 'drawing' | 'not-a-picture';

/** What a picture may come as, and what it is kept as. */
const KEPT_AS: Record<string, 'jpeg' | 'png' | 'webp'> = {
  jpeg: 'jpeg',
  png: 'png',
  gif: 'png',
  webp: 'webp',
  heif: 'webp',
  avif: 'webp',
  tiff: 'jpeg',
};

/** Above this many bytes a lossless picture (a photo saved as PNG) becomes WebP. */
const LOSSLESS_MAX = 2 * 1024 * 1024;

// One picture at a time: fifty megapixels take 200 MB while they are open.
let last: Promise<unknown> = Promise.resolve();

export function decodePicture(bytes: Uint8Array): Promise<Picture | PictureProblem> {
  const next = last.then(() => decode(bytes));
  last = next.catch(() => undefined);
  return next;
}

async function decode(bytes: Uint8Array): Promise<Picture | PictureProblem> {
  if (bytes.length > limits.bytes) return 'too-large';
  // Drawings (SVG) are programs; the decoder must not even look at them.
  if (/^\s*(<\?xml|<svg|<!DOCTYPE|<!--)/i.test(new TextDecoder('utf-8').decode(bytes.subarray(0, 256)).replace(/^\uFEFF/, '')))
    return 'drawing';
  try {
    const source = sharp(bytes, { limitInputPixels: false, failOn: 'error', pages: 1 });
    const { format, width, height } = await source.metadata();
    const as = KEPT_AS[format ?? ''];
    if (format === 'svg') return 'drawing';
    if (!as || !width || !height) return 'not-a-picture';
    if (width * height > limits.pixels) return 'too-many-pixels';
    const upright = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({ width: limits.side, height: limits.side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const first = await written(upright.clone(), as);
    return as === 'png' && first.bytes.length > LOSSLESS_MAX ? await written(upright, 'webp') : first;
  } catch {
    // The decoder's own words are about bytes; the reader is told what to do instead.
    return 'not-a-picture';
  }
}

async function written(image: Sharp, as: 'jpeg' | 'png' | 'webp'): Promise<Picture> {
  const encoded =
    as === 'jpeg'
      ? image.flatten({ background: '#ffffff' }).jpeg({ quality: 85 })
      : as === 'png'
        ? image.png({ compressionLevel: 9 })
        : image.webp({ quality: 85 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return { bytes: data, mime: `image/${as}`, width: info.width, height: info.height };
}
