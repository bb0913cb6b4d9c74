/** Asks before somebody leaves behind what is not safe. */
import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { asksBeforeClosing, asksBeforeNavigating, OPENING, type SaveState } from './save-state';

/**
 * Closing or reloading the page asks in the browser's own words while a change is on no server;
 * a link within the site asks `question` only when a change is neither on a server, nor on its way, nor on this device.
 * @param loose changes in texts that were put aside and are in this page alone
 */
export function useLeaveGuard(state: SaveState | undefined, loose: number, question: string): void {
  const closing = asksBeforeClosing(state ?? OPENING, loose);
  const navigating = asksBeforeNavigating(state ?? OPENING, loose);
  useEffect(() => {
    if (!closing) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Chrome before 119 asks for this alone.
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [closing]);

  const blocker = useBlocker(({ currentLocation, nextLocation }) => navigating && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm(question)) blocker.proceed();
    else blocker.reset();
  }, [blocker, question]);
}
