/**
 * What the browser and the sync server must agree on: frame types, close codes, limits and room names.
 * `server/sync/SPEC.md` tells the conversation; this file holds its numbers.
 */

/** First varUint of every frame. 0-3 are y-protocols' own; 100 and above are ours, and go only to clients that joined with `?ext=1`. */
export const Frame = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  hello: 100,
  ack: 101,
  heartbeat: 102,
  notice: 103,
} as const;

/** Version of our own frames; a client that sends another one is closed with `Close.clientTooOld`. */
export const PROTOCOL = 1;

/** Web socket close codes. 44xx are final: the client stops. The others are transient: it comes back with jitter. */
export const Close = {
  tooBig: 1009,
  restarting: 1012,
  overloaded: 1013,
  malformed: 4400,
  sessionGone: 4401,
  accessLost: 4403,
  deleted: 4404,
  otherGeneration: 4409,
  refusedEdit: 4422,
  clientTooOld: 4426,
} as const;

export const Limits = {
  /** Largest frame that a client may send, in bytes. */
  frameBytes: 4 * 1024 * 1024,
  /** Longest silence towards a client, in milliseconds: a stock y-websocket provider gives up after 30 s. */
  heartbeatMs: 20_000,
  /** Largest awareness state of one client, in bytes of JSON. */
  presenceBytes: 4 * 1024,
} as const;

/** The Yjs root type that holds a document's text. No other root is accepted in a `doc/` room. */
export const DOCUMENT_ROOT = 'default';

export type RoomName =
  | { kind: 'doc'; documentId: string; language: string }
  | { kind: 'plan'; partnershipId: string }
  | { kind: 'synthesis'; workshopId: string };

const ID = /^[0-9a-z]{10,40}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/;

/** `doc/<documentId>/<lang>` */
export function documentRoom(documentId: string, language: string): string {
  return `doc/${documentId}/${language}`;
}

/** `plan/<partnershipId>` */
export function planRoom(partnershipId: string): string {
  return `plan/${partnershipId}`;
}

/** Takes a room's name apart; null when it is not one of ours, so that nothing strange reaches a map, a log or Redis. */
export function parseRoom(name: string): RoomName | null {
  const [kind, id, language, ...rest] = name.split('/');
  if (rest.length > 0 || !id || !ID.test(id)) return null;
  if (kind === 'doc') return language && LANGUAGE.test(language) ? { kind, documentId: id, language } : null;
  if (language !== undefined) return null;
  if (kind === 'plan') return { kind, partnershipId: id };
  if (kind === 'synthesis') return { kind, workshopId: id };
  return null;
}
