/** Whose a change in the room of a plan is: each key of a shared map tells which client wrote it last, and the server knows whose clients are whose. */
import * as Y from 'yjs';
import type { Authorship } from '~/live/backend';
import { type FieldChange, isLongText, type Place } from './history';
import { piecesOf } from './kept';

export type AuthorsOf = (change: FieldChange) => (string | null)[];

/**
 * @param only whose it is where nothing is known of clients at all
 * @returns one author, or null where nobody can be named; of a long text all who wrote in it
 */
export function authorsIn(doc: Y.Doc, authorship: Authorship, only: string | null): AuthorsOf {
  const nothingKnown = authorship.wrote.size === 0 && authorship.erased.length === 0;
  const erased = new Map<number, Authorship['erased'][number][]>();
  for (const range of authorship.erased) erased.get(range.client)?.push(range) ?? erased.set(range.client, [range]);

  function authorOf(piece: Y.Item): string | null {
    const { client, clock } = piece.id;
    if (piece.deleted) {
      const range = erased.get(client)?.find((one) => one.clock < clock + piece.length && clock < one.clock + one.length);
      return range?.userId ?? null;
    }
    const writer = authorship.wrote.get(client);
    return writer && clock + piece.length > writer.from ? writer.userId : null;
  }

  return ({ field, place }) => {
    if (nothingKnown) return [only];
    const value = isLongText(field) && place.root === 'items' && place.key ? entryAt(doc, place)?.get(place.key) : null;
    const within = value instanceof Y.AbstractType ? [...piecesOf(value)] : [];
    const authors = new Set([...within, ...piecesAt(doc, place)].flatMap((piece) => authorOf(piece) ?? []));
    const [first = null] = authors;
    return isLongText(field) && first !== null ? [...authors] : [first];
  };
}

function entryAt(doc: Y.Doc, { root, id }: Place): Y.Map<unknown> | null {
  const entry = doc.getMap(root).get(id);
  return entry instanceof Y.Map ? entry : null;
}

/** What was written last at this place, also where it was deleted; of a link all its fields, any of which may be what changed. */
function piecesAt(doc: Y.Doc, place: Place): Y.Item[] {
  const whole = doc.getMap(place.root)._map.get(place.id);
  if (place.root === 'links') return whole ? [...(entryAt(doc, place)?._map.values() ?? []), whole] : [];
  const piece = place.key === null ? whole : entryAt(doc, place)?._map.get(place.key);
  return piece ? [piece] : [];
}
