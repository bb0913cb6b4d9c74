/** Somebody's role changes, or the partnership is closed, while a page with a live room is open. */
import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { isAnswered } from './save-state';
import type { LiveRoom } from './use-room';

/**
 * What the page says about its reader's rights (why it can only be read, whom to ask, what may be done) is asked for anew, while the server
 * answers.
 */
export function useOtherRights(room: LiveRoom | null, mode: 'write' | 'read'): void {
  const { revalidate } = useRevalidator();
  const others = room !== null && isAnswered(room.state) && room.mode !== mode;
  useEffect(() => {
    if (others) revalidate();
  }, [others, revalidate]);
}
