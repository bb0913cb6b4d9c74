/**
 * What this browser keeps of an account, and when it goes: at sign-out everything of that person, and of another person whose session
 * merely ended, everything but text that no server has. No account can open another's database: its name is the person's id.
 */
import { deleteDatabase, heldTexts } from './device-store';
import { forgetForms, waitingForms } from './waiting-forms';

const CHANNEL = 'koinon-account';
/** Names of the databases in this browser; `indexedDB.databases()` is missing in older Firefox. */
const KNOWN = 'koinon-accounts';
/** Caches of the service worker that hold what one account may see. */
const KEPT_PAGES = ['koinon-pages', 'koinon-pictures'];

/** How many changes of this person are on this device and on no server: unsent ones, and those that were put aside. */
export async function unsavedOnDevice(userId: string): Promise<number> {
  const held = await heldTexts(userId);
  // A text that was put aside counts, whatever the count of its changes says.
  const aside = held.flatMap((one) => one.aside).reduce((sum, { changes }) => sum + Math.max(1, changes), 0);
  return aside + held.reduce((sum, { unsaved }) => sum + unsaved, 0) + waitingForms(userId).length;
}

/** Deletes everything that this browser keeps of a person, and tells the other tabs. */
export async function forgetAccount(userId: string): Promise<void> {
  if (typeof BroadcastChannel !== 'undefined') {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(userId);
    channel.close();
  }
  if (typeof caches !== 'undefined') await Promise.all(KEPT_PAGES.map((name) => caches.delete(name)));
  forgetForms(userId);
  await deleteDatabase(userId);
}

/** Calls back when this person signs out in another tab. Returns the end of listening. */
export function onSignOut(userId: string, callback: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => event.data === userId && callback();
  return () => channel.close();
}

/** Somebody else signs in after a session that has merely ended: what is safe on the server need not stay here. */
export async function forgetOthers(userId: string): Promise<void> {
  try {
    const known = new Set<string>(JSON.parse(localStorage.getItem(KNOWN) ?? '[]'));
    for (const other of known) {
      if (other === userId || (await unsavedOnDevice(other)) > 0) continue;
      const deleted = await deleteDatabase(other).then(
        () => true,
        () => false,
      );
      if (deleted) known.delete(other);
    }
    localStorage.setItem(KNOWN, JSON.stringify([...known.add(userId)]));
  } catch {
    // Storage is switched off in this browser: then nothing was kept either.
  }
}
