/** The page of `browser.test.ts`: a room client with a text field's worth of buttons, built by esbuild. */
import * as Y from 'yjs';
import { forgetAccount, forgetOthers, unsavedOnDevice } from '~/live/account-data';
import { heldTexts, heldUpdates } from '~/live/device-store';
import { LocalCopy } from '~/live/local-copy';
import type { Reach } from '~/live/room';
import { RoomClient } from '~/live/room-client';

const query = new URLSearchParams(location.search);
const userId = query.get('user') ?? '';
const generation = Number(query.get('generation') ?? 1);
const room = 'doc/abcdefghij01/en';
/** What the page says over HTTP about a room whose socket is refused. */
let reach: Reach = 'ok';
const client = new RoomClient({
  url: `ws://127.0.0.1:${query.get('socket')}/sync`,
  room,
  userId,
  generation,
  mode: query.get('allowed') === 'read' ? 'read' : 'write',
  keepCopy: true,
  page: { title: 'Strategy', language: 'en', path: '/strategy' },
  shown: query.get('shown') ?? undefined,
  probe: async () => reach,
  timing: { grace: Number(query.get('grace') ?? 200), tick: 50, probe: 50 },
});

const textOf = (updates: Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getXmlFragment('default').toString();
};

const text = () => {
  const root = client.snapshot.doc.getXmlFragment('default');
  if (root.length === 0) root.insert(0, [new Y.XmlText()]);
  return root.get(0) as Y.XmlText;
};

let letGo: (() => void) | null = null;

const page = {
  read: () => client.snapshot.doc.getXmlFragment('default').toString(),
  state: () => client.snapshot.state,
  ready: () => client.snapshot.ready,
  mode: () => client.snapshot.mode,
  aside: () => client.snapshot.aside.map(({ why, changes, state }) => ({ why, changes, text: textOf([state]) })),
  loose: () => client.snapshot.loose,
  answer: (over: Reach) => {
    reach = over;
  },
  /** What another page learns from the device. */
  held: () => heldTexts(userId),
  async heldText(asideId?: number) {
    return textOf(await heldUpdates(userId, room, asideId));
  },
  /** A key that is pressed at the worst moment: when the text that was refused is being put aside. */
  typeWhilePuttingAside(words: string) {
    const old = text();
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      // A row that is only now marked as saved is no text that is put aside.
      if (this.name !== 'aside') return put.apply(this, given);
      IDBObjectStore.prototype.put = put;
      old.insert(old.length, words);
      return put.apply(this, given);
    };
  },
  /** Lets no write through until it is called again. */
  async holdWrites() {
    if (letGo) return letGo();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(`koinon-${userId}`);
      request.onsuccess = () => resolve(request.result);
    });
    const store = db.transaction('updates', 'readwrite').objectStore('updates');
    let held = true;
    const again = () => {
      if (held) store.get(0).onsuccess = again;
    };
    await new Promise<void>((resolve) => {
      store.get(0).onsuccess = () => {
        again();
        resolve();
      };
    });
    letGo = () => {
      held = false;
    };
  },
  discard: () => client.discardAside(client.snapshot.aside[0]?.id ?? 0),
  type: (words: string) => text().insert(text().length, words),
  /** What is said before anything else can happen. */
  typeAndSay(words: string) {
    page.type(words);
    return page.state();
  },
  leave: () => client.leave(),
  forget: () =>
    forgetAccount(userId).then(
      () => true,
      () => false,
    ),
  forgetOthers: () => forgetOthers(userId),
  unsavedOf: (other: string) => unsavedOnDevice(other),
  databases: async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort(),
  async rows() {
    const copy = await LocalCopy.open(userId, room, generation);
    const loaded = await copy?.load();
    await copy?.close();
    return loaded?.updates.length ?? 0;
  },
};
export type TestPage = typeof page;
(window as unknown as { page: TestPage }).page = page;
void client.start();
