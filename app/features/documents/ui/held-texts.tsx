/**
 * `<HeldTexts />`: says what this device holds of the reader's texts and no server has, with a way to each. `room` narrows it to one room, on
 * the page of a document in the trash, where the room itself cannot be joined. Draws nothing where there is nothing, and on the server.
 */
import { useRouteLoaderData } from '@remix-run/react';
import { type ComponentType, lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { HeldText } from '~/live/device-store';
import type { HeldListProps } from './held-list';

/** Loaded after the page, and the list only where there is something to tell: most people have nothing to be told. */
const store = () => import('~/live/device-store');
const HeldList = lazy<ComponentType<HeldListProps>>(() =>
  import('./held-list').then(
    (module) => ({ default: module.HeldList }),
    // Without the file there is no list, but there is a page.
    () => ({ default: () => null }),
  ),
);

/** The page that was left a moment ago is still sending its last words; milliseconds. */
const SENDING_MS = 3000;

export function HeldTexts({ room, className }: { room?: string; className?: string }) {
  const userId = useRouteLoaderData<{ userId: string | null }>('root')?.userId ?? null;
  const { held, look } = useHeld(userId, room);
  if (!userId || held.length === 0) return null;
  return (
    <div className={className}>
      <Suspense>
        <HeldList userId={userId} held={held} room={room} onDiscarded={look} />
      </Suspense>
    </div>
  );
}

/** Looks once the page before has had time to send, and whenever the reader comes back to this page. */
function useHeld(userId: string | null, room: string | undefined) {
  const [held, setHeld] = useState<HeldText[]>([]);
  const look = useCallback(async () => {
    if (!userId) return;
    // A browser without storage holds nothing.
    const found = await store().then(
      ({ heldTexts }) => heldTexts(userId).catch(() => []),
      () => [],
    );
    setHeld(found.filter((text) => room === undefined || text.room === room));
  }, [userId, room]);
  useEffect(() => {
    const timer = setTimeout(() => void look(), SENDING_MS);
    const again = () => void (document.visibilityState === 'visible' && look());
    document.addEventListener('visibilitychange', again);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [look]);
  return { held, look };
}
