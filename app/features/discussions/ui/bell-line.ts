/** Keeps the number at the bell fresh: it is asked for now, when the line for changes opens, and when it tells of a notice. */
import { listenForChanges } from '~/live/changes-line';

interface Counted {
  unread: number;
}

const GATHER_MS = 300;

/** @returns stops it */
export function keepCounting(partnershipId: string, counted: (count: Counted) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  let stopped = false;
  let stopListening = () => {};

  /** @returns whether there is still somebody here who has notices */
  async function ask(): Promise<boolean> {
    const count = await read(partnershipId);
    if (count && !stopped) counted(count);
    return count !== null;
  }
  const soon = () => {
    stale = true;
    timer ??= setTimeout(() => {
      timer = undefined;
      // Nobody looks: it is asked for when somebody does.
      if (document.hidden) return;
      stale = false;
      void ask();
    }, GATHER_MS);
  };
  const shown = () => {
    if (stale && !document.hidden) soon();
  };
  const changed = ({ about }: { about: string }) => {
    if (about === 'notice') soon();
  };

  document.addEventListener('visibilitychange', shown);
  // Who was signed out or lost the seat meanwhile would only be refused, again and again.
  void ask().then((isHere) => {
    if (isHere && !stopped) stopListening = listenForChanges(partnershipId, { changed, opened: soon });
  });
  return () => {
    stopped = true;
    stopListening();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', shown);
  };
}

/** Null where the reader has no seat any more; undefined where nobody answers. */
async function read(partnershipId: string): Promise<Counted | null | undefined> {
  if (!navigator.onLine) return undefined;
  try {
    const answer = await fetch(`/unread?${new URLSearchParams({ partnership: partnershipId })}`);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    // Without a network the number stays as it was; it is asked for again when the line opens.
    return undefined;
  }
}
