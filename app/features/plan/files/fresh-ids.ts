/** New ids in the order in which they are asked for: those of one moment have none among themselves. */
import { newId } from '~/kit/ids';

/** @param count how many will be asked for at most */
export function freshIds(count: number): () => string {
  const ids = Array.from({ length: count }, () => newId()).sort();
  let used = 0;
  return () => {
    used += 1;
    return ids[used - 1] ?? newId();
  };
}
