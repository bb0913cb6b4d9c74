/** Keeps what a page shows fresh: it asks for its data again when others changed something of it. */
import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { listenForChanges } from './changes-line';

/** Changes that come together are fetched together; who watches the same page does not ask in the same moment. */
const GATHER_MS = 300;
const SPREAD_MS = 700;

/** Data of a page that was walked to was asked for at most so long before the page stood; of the first one, when its address was opened. */
const ASKED_BEFORE_MS = 5_000;
let isFirstPage = true;

/**
 * @param about the nouns that the page shows, as `Change` names them; all where there are none
 * @returns how often the page has asked for its data because of others
 */
export function useChanges(partnershipId: string, about: readonly string[] = []): number {
  const { revalidate, state } = useRevalidator();
  return useNews(partnershipId, about, revalidate, state === 'loading');
}

/**
 * The same for a part of a page that asks for its data by itself.
 * @param ask asks for it again
 * @param asking it is being asked for, for whatever reason
 */
export function useNews(partnershipId: string, about: readonly string[], ask: () => void, asking: boolean): number {
  const [updates, setUpdates] = useState(0);
  const page = useRef({ ask, about, freshSince: 0 });
  page.current.ask = ask;
  page.current.about = about;
  // What is shown was read at the latest now.
  useEffect(() => {
    if (asking) page.current.freshSince = performance.now();
  }, [asking]);

  useEffect(() => {
    const here = page.current;
    here.freshSince = isFirstPage ? 0 : performance.now() - ASKED_BEFORE_MS;
    isFirstPage = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stale = false;
    const fetch = () => {
      timer = undefined;
      // Nobody looks: it is fetched when somebody does.
      if (document.hidden) return;
      stale = false;
      here.ask();
      setUpdates((count) => count + 1);
    };
    const soon = () => {
      stale = true;
      timer ??= setTimeout(fetch, GATHER_MS + Math.random() * SPREAD_MS);
    };
    const shown = () => {
      if (stale && !document.hidden) soon();
    };
    document.addEventListener('visibilitychange', shown);
    const stop = listenForChanges(partnershipId, {
      changed: (change) => {
        if (here.about.length === 0 || here.about.includes(change.about)) soon();
      },
      opened: (sinceChange) => {
        if (sinceChange < performance.now() - here.freshSince + SPREAD_MS) soon();
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
    };
  }, [partnershipId]);
  return updates;
}
