/** Sends the forms that wait on this device, from whatever page is open. */
import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { sendForms, waitingForms } from './waiting-forms';

/** Told to the window when one has arrived or was refused; its detail says how many arrived. */
export const SENT = 'koinon-waiting-sent';

/** A hall may have a network that leads nowhere: no event tells when it does. */
const AGAIN_MS = 30_000;

/** One after the other: what is on its way is not sent a second time by another event. */
let underWay: Promise<void> = Promise.resolve();

/** @param refused also those that the server has refused before */
function send(userId: string, refused: boolean): void {
  underWay = underWay.then(async () => {
    const waits = waitingForms(userId).some(({ problem }) => refused || problem === '');
    if (!waits || !navigator.onLine) return;
    const arrived = await sendForms(userId, refused);
    window.dispatchEvent(new CustomEvent<number>(SENT, { detail: arrived }));
  });
}

/** Stands once, around all pages. @param userId null: nobody is signed in */
export function useWaitingForms(userId: string | null): void {
  const { key } = useLocation();
  useEffect(() => {
    if (!userId) return;
    const all = () => send(userId, true);
    all();
    addEventListener('online', all);
    const timer = setInterval(() => send(userId, false), AGAIN_MS);
    return () => {
      removeEventListener('online', all);
      clearInterval(timer);
    };
  }, [userId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page that is shown.
  useEffect(() => {
    if (userId) send(userId, false);
  }, [userId, key]);
}
