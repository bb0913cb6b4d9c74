/** The page's side of the service worker (`service-worker.ts`): registers it where a document is open, and says which pages to keep. */

/** Where browsers allow none (plain http on another address, private windows), pages simply need the network. */
export function keepThisPage(userId: string): void {
  if (!('serviceWorker' in navigator)) return;
  const { href } = location;
  const { lang } = document.documentElement;
  void navigator.serviceWorker
    .register('/service-worker.js', { updateViaCache: 'none' })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active?.postMessage({ keep: href, language: lang, user: userId }))
    .catch(() => undefined);
}

/** The page may not be opened by this person any more, with a network or without. */
export function forgetThisPage(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.controller?.postMessage({ forget: location.href });
}
