/** Is the screen a phone's? On the server nobody knows: it is drawn for a desk. */
import { useSyncExternalStore } from 'react';

const QUERY = '(width < 40rem)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(QUERY);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
