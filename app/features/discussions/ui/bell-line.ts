/** Keeps the number at the bell fresh: it is asked for now, when the line for changes opens again, and when it tells of a notice. */
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
  async function ask() {
    timer = undefined;
    // Nobody looks: it is asked for when somebody does.
    if (document.hidden) return;
    stale = false;
    const count = await read(partnershipId);
    if (count && !stopped) counted(count);
  }
  const soon = () => {
    stale = true;
    timer ??= setTimeout(ask, GATHER_MS);
  };
  const shown = () => {
    if (stale && !document.hidden) soon();
  };
  document.addEventListener('visibilitychange', shown);
  const stopListening = listenForChanges(partnershipId, {
    changed: ({ about }) => {
      if (about === 'notice') soon();
    },
    opened: soon,
  });
  // The line may be open already, and what it told since the page was made was told to others.
  soon();
  return () => {
    stopped = true;
    stopListening();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', shown);
  };
}

async function read(partnershipId: string): Promise<Counted | null> {
  try {
    const answer = await fetch(`/p/${partnershipId}/notices/count`);
    return answer.ok ? await answer.json() : null;
  } catch {
    // Without a network the number stays as it was; it is asked for again when the line opens.
    return null;
  }
}
