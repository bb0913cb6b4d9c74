/** The one line over which a page hears that others changed something. It costs a page nothing until it stands. */
import type { Socket } from 'socket.io-client';
import { type Change, type ClientEvents, EVENTS_PATH, type ServerEvents } from './events';
import { checkKeptPages } from './offline';

/** A page is to be there first; what happens until then is found when the line opens. */
const AFTER_MS = 3_000;
/** A page that takes another's place within this goes on with the same line. */
const LINGER_MS = 1_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 60_000;

export interface Ear {
  changed(change: Change): void;
  /** The line is open (again), and what was told last may be so long ago, in milliseconds. */
  opened(sinceChange: number): void;
}

interface Line {
  partnershipId: string;
  ears: Set<Ear>;
  close(): void;
}

let open: Line | null = null;

/** From now on `ear` hears of changes in the partnership, until the returned function is called. */
export function listenForChanges(partnershipId: string, ear: Ear): () => void {
  if (open?.partnershipId !== partnershipId) {
    open?.close();
    open = openLine(partnershipId);
  }
  const line = open;
  line.ears.add(ear);
  return () => {
    line.ears.delete(ear);
    setTimeout(() => {
      if (line.ears.size > 0) return;
      line.close();
      if (open === line) open = null;
    }, LINGER_MS);
  };
}

function openLine(partnershipId: string): Line {
  const ears = new Set<Ear>();
  let socket: Socket<ServerEvents, ClientEvents> | null = null;
  let closed = false;

  async function connect() {
    const { io } = await import('socket.io-client');
    if (closed) return;
    socket = io({
      path: EVENTS_PATH,
      query: { partnership: partnershipId },
      transports: ['websocket'],
      autoConnect: navigator.onLine,
      reconnectionDelay: RETRY_FIRST_MS,
      reconnectionDelayMax: RETRY_MOST_MS,
    });
    socket.on('here', (sinceChange) => {
      for (const ear of ears) ear.opened(sinceChange);
      checkKeptPages();
    });
    socket.on('changed', (change) => {
      for (const ear of ears) ear.changed(change);
      if (change.about === 'activity') checkKeptPages();
    });
    socket.on('disconnect', (reason) => {
      // The server ended it because rights have changed: asked again, it says whether there are any left.
      if (reason === 'io server disconnect') setTimeout(() => !closed && socket?.connect(), RETRY_FIRST_MS);
    });
  }

  // Without a network each try would be one more error in the browser's own list.
  const follow = () => {
    if (navigator.onLine) socket?.connect();
    else socket?.disconnect();
  };
  for (const event of ['online', 'offline']) addEventListener(event, follow);

  // A script that does not load leaves the page as it is: whole, and as fresh as it was.
  const timer = setTimeout(() => void connect().catch(() => {}), AFTER_MS);
  return {
    partnershipId,
    ears,
    close() {
      closed = true;
      clearTimeout(timer);
      for (const event of ['online', 'offline']) removeEventListener(event, follow);
      socket?.close();
    },
  };
}
