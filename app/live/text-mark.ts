/**
 * Which text a page shows, in few bytes: so that an older copy on this device never takes the place of a newer text that the server rendered.
 * A mark is the number of deleted characters, a dot, and the state vector in base64.
 */
import * as Y from 'yjs';

export function markOf(doc: Y.Doc): string {
  return `${deletedIn(doc)}.${btoa(Array.from(Y.encodeStateVector(doc), (byte) => String.fromCharCode(byte)).join(''))}`;
}

/**
 * Does the document lack nothing of the text that the mark was made of? Without a mark: nothing is known to be missing.
 * Deletions are only counted: a room's history is one line, so whoever has all its characters and as many deletions is not behind.
 * Unsent deletions of one's own may hide as many of others; that ends with the first answer of the server.
 */
export function covers(doc: Y.Doc, mark: string | undefined): boolean {
  if (!mark) return true;
  const dot = mark.indexOf('.');
  const clocks = Y.decodeStateVector(Uint8Array.from(atob(mark.slice(dot + 1)), (letter) => letter.charCodeAt(0)));
  for (const [client, clock] of clocks) if (Y.getState(doc.store, client) < clock) return false;
  return deletedIn(doc) >= Number(mark.slice(0, dot));
}

function deletedIn(doc: Y.Doc): number {
  let sum = 0;
  for (const ranges of Y.createDeleteSetFromStructStore(doc.store).clients.values()) for (const { len } of ranges) sum += len;
  return sum;
}
