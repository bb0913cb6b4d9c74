/** What a link or a picture of a document may point at. */

export { safeHref } from '~/kit/links';

const PICTURE = /^\/files\/([0-9a-z]{10,40})\/([0-9a-f]{64})$/;

/** Takes a picture's address apart; null for everything that is not one of our own files. */
export function pictureOf(value: unknown): { documentId: string; hash: string; src: string } | null {
  const match = typeof value === 'string' ? PICTURE.exec(value) : null;
  return match ? { documentId: match[1] as string, hash: match[2] as string, src: value as string } : null;
}
