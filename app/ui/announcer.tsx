/**
 * Says changes to screen readers without flooding: `const announce = useAnnounce(); announce(t('saved'))`.
 * Sentences that arrive within a moment of each other are said together, at most `MOST` of them (the newest).
 * `<AnnouncerProvider>` stands once, in root.tsx.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

/** Screen readers drop a region that changes faster than they speak. */
const GATHER_MS = 700;
const MOST = 3;

type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const announce = useCallback((sentence: string) => {
    waiting.current = [...waiting.current.filter((other) => other !== sentence), sentence].slice(-MOST);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const text = waiting.current.join(' ');
      waiting.current = [];
      // The same words twice in a row would not change the region, and would stay unsaid.
      setSaid((before) => (before === text ? `${text}\u00a0` : text));
    }, GATHER_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
    </AnnounceContext.Provider>
  );
}
