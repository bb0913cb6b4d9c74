/** Who reads, as the frame needs it; root.tsx provides it to every page, error pages included. */
import { createContext, type ReactNode, useContext } from 'react';

export interface Reader {
  /** Null when nobody is signed in. */
  person: { name: string; email: string; colour: number } | null;
  /** Is the rail narrow? Remembered in a cookie, so that the server draws it right at once. */
  railNarrow: boolean;
}

const ReaderContext = createContext<Reader>({ person: null, railNarrow: false });

export function ReaderProvider({ value, children }: { value: Reader; children: ReactNode }) {
  return <ReaderContext.Provider value={value}>{children}</ReaderContext.Provider>;
}

export function useReader(): Reader {
  return useContext(ReaderContext);
}
