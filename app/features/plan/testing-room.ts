/** A plan's room in a test: people write in it, each from a browser of their own, and what follows is as when the sync server says it is on disk. */
import * as Y from 'yjs';
import { services } from '~/kit/services.server';
import type { Authorship } from '~/live/backend';
import { planRoom } from '~/live/wire';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import { planRooms } from './room.server';

export class TestRoom {
  readonly name: string;
  readonly #browsers = new Map<string, Y.Doc>();
  readonly #wrote = new Map<number, { userId: string; from: number }>();
  #erased: Authorship['erased'][number][] = [];
  #authors = new Set<string>();

  constructor(partnershipId: string) {
    this.name = planRoom(partnershipId);
  }

  /** What everybody sees. */
  get doc(): Y.Doc {
    const { rooms } = services().sync as RecordingSync;
    const doc = rooms.get(this.name) ?? new Y.Doc();
    rooms.set(this.name, doc);
    return doc;
  }

  /** Somebody writes; the others see it at once. */
  write<T>(userId: string, work: (doc: Y.Doc) => T): T {
    const browser = this.#browsers.get(userId) ?? new Y.Doc();
    this.#browsers.set(userId, browser);
    Y.applyUpdate(browser, Y.encodeStateAsUpdate(this.doc));
    let result: T | undefined;
    const note = ({ beforeState, afterState, deleteSet }: Y.Transaction) => {
      for (const [client, clock] of afterState) {
        const from = beforeState.get(client) ?? 0;
        if (clock > from && !this.#wrote.has(client)) this.#wrote.set(client, { userId, from });
      }
      for (const [client, ranges] of deleteSet.clients)
        for (const { clock, len } of ranges) this.#erased.push({ client, clock, length: len, userId });
    };
    browser.on('afterTransaction', note);
    browser.transact(() => {
      result = work(browser);
    });
    browser.off('afterTransaction', note);
    this.#authors.add(userId);
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(browser));
    return result as T;
  }

  /** All of it is on disk: the application is told. */
  async store(): Promise<void> {
    const told = { wrote: new Map(this.#wrote), erased: this.#erased };
    const authors = [...this.#authors];
    this.#wrote.clear();
    this.#erased = [];
    this.#authors = new Set();
    await planRooms.stored(this.name, Y.encodeStateAsUpdate(this.doc), authors, told);
  }
}
