/** What is folded, remembered while the page is open: also when another view was looked at meanwhile. */
import { useCallback, useState } from 'react';

const remembered = new Map<string, ReadonlySet<string>>();
const NOTHING: ReadonlySet<string> = new Set();

export function useFolded(partnershipId: string): [ReadonlySet<string>, (ids: readonly string[], folded: boolean) => void] {
  const [folded, setFolded] = useState(remembered.get(partnershipId) ?? NOTHING);
  const change = useCallback(
    (ids: readonly string[], fold: boolean) =>
      setFolded((before) => {
        const after = new Set(before);
        for (const id of ids)
          if (fold) after.add(id);
          else after.delete(id);
        remembered.set(partnershipId, after);
        return after;
      }),
    [partnershipId],
  );
  return [folded, change];
}
