/** React's side of a room: one client per (room, person, generation), joined after the page is shown and left with it. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { forgetOthers, onSignOut } from './account-data';
import { downloadText } from './download';
import { forgetThisPage, keepThisPage } from './offline';
import type { Merged } from './replica';
import type { Reach, RoomSnapshot } from './room';
import { RoomClient } from './room-client';

export interface Seat {
  userId: string;
  generation: number;
  /** What the page's loader allowed; the server's hello overrules it. */
  mode: 'write' | 'read';
  /** Without an extension; "download my text" adds one. */
  fileName: string;
  /** BCP 47 of that name. */
  language: string;
  /** See `RoomOptions`; one function for good. */
  merged?: Merged;
  /** Which text the page shows already: the loader's mark of it. */
  shown?: string;
}

export interface LiveRoom extends RoomSnapshot {
  /** Saves the text of this page as a file on this device. */
  download: () => void;
  /** The same for a text that could not be merged; `discardAside` forgets it afterwards. */
  downloadAside: (id: number) => void;
  discardAside: (id: number) => void;
}

const none = () => () => undefined;

/** Is the room not there for this person any more? */
const isGone = ({ state }: RoomSnapshot) => state.is === 'stopped' && (state.why === 'accessLost' || state.why === 'deleted');

/**
 * Joins a room. Null on the server, in the first render, and until the client exists: the page shows what the server rendered.
 * Bind an editor to `doc` when `ready`, under `key={doc.guid}`: after a refused edit the document is another one.
 */
export function useRoom(room: string, { userId, generation, mode, fileName, language, shown, merged }: Seat): LiveRoom | null {
  const [client, setClient] = useState<RoomClient | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page says of its text and its rights counts when it joins; then the room knows better. `merged` never changes.
  useEffect(() => {
    const url = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/sync`;
    const page = { title: fileName, language, path: location.pathname };
    const probe = () => askForRoom(room);
    const joined = new RoomClient({ url, room, userId, generation, mode, keepCopy: true, page, shown, probe, merged });
    // React's strict mode runs effects twice at once: connect only if this one stays.
    const timer = setTimeout(() => {
      void forgetOthers(userId);
      void joined.start();
    });
    const keeping = keepSoon(joined, userId);
    const off = onSignOut(userId, () => joined.signedOut());
    const offGone = joined.subscribe(() => {
      if (!isGone(joined.snapshot)) return;
      offGone();
      forgetThisPage();
    });
    setClient(joined);
    return () => {
      clearTimeout(timer);
      keeping();
      off();
      offGone();
      setClient(null);
      void joined.leave();
    };
  }, [room, userId, generation]);

  const snapshot = useSyncExternalStore(
    client ? (listener) => client.subscribe(listener) : none,
    () => client?.snapshot ?? null,
    () => null,
  );
  if (!client || !snapshot) return null;
  return {
    ...snapshot,
    download: () => downloadText(snapshot.doc, fileName, room),
    downloadAside: (id) => {
      const aside = snapshot.aside.find((one) => one.id === id);
      if (aside) downloadText([aside.state], fileName, room);
    },
    discardAside: (id) => void client.discardAside(id),
  };
}

/** How long after the text is here, and at most after joining, in milliseconds. */
const KEEP = { afterReady: 1000, atMost: 6000 };

/**
 * Keeps the page for the time without a network, which fetches everything that any kept page may need: not while the page itself still opens,
 * and where the network has gone by then, when it is back.
 * @returns gives it up
 */
function keepSoon(client: RoomClient, userId: string): () => void {
  let gone = false;
  const keep = () => {
    const again = () => !gone && window.addEventListener('online', keep, { once: true });
    if (navigator.onLine) keepThisPage(userId).catch(again);
    else again();
  };
  let timer = setTimeout(keep, KEEP.atMost);
  const off = client.subscribe(() => {
    if (!client.snapshot.ready) return;
    off();
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP.afterReady);
  });
  return () => {
    gone = true;
    off();
    clearTimeout(timer);
    window.removeEventListener('online', keep);
  };
}

const REACH: Record<string, Reach> = { open: 'ok', trashed: 'trashed', none: 'gone', 'signed-out': 'signedOut' };

/** Asks over HTTP: only so does a browser learn why a socket is refused. An answer without our header is somebody else's. */
async function askForRoom(room: string): Promise<Reach> {
  try {
    const response = await fetch(`/rooms/${room}`, { redirect: 'manual', cache: 'no-store' });
    return REACH[response.headers.get('X-Koinon-Room') ?? ''] ?? 'unreachable';
  } catch {
    return 'unreachable';
  }
}
