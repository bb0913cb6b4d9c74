/** The page's side of the service worker (`service-worker.ts`): registers it where a document is open, and says which pages to keep, and when to ask whether they still may be. */

/**
 * Where browsers allow none (plain http on another address), pages simply need the network.
 * Rejects where there is no network now, and in private windows.
 */
export async function keepThisPage(userId: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { href } = location;
  const { lang } = document.documentElement;
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ keep: href, language: lang, user: userId });
}

/** What comes together is asked together. */
const CHECK_AFTER_MS = 10_000;
let checking = false;

/** What may be kept here may have become less: the service worker asks for what it keeps of pages where people are counted. */
export function checkKeptPages(): void {
  if (checking || !('serviceWorker' in navigator)) return;
  checking = true;
  setTimeout(() => {
    checking = false;
    navigator.serviceWorker.controller?.postMessage({ check: true });
  }, CHECK_AFTER_MS);
}

/** The page may not be opened by this person any more, with a network or without. */
export function forgetThisPage(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.controller?.postMessage({ forget: location.href });
}
