/** `<LiveChanges partnershipId about shown>`: keeps a page fresh while others change what it shows, and says so to who cannot see it. */
import { useEffect, useRef } from 'react';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import { useAnnounce } from '~/ui/announcer';

interface Props {
  partnershipId: string;
  /** See `useChanges`. */
  about?: readonly string[];
  /** What the page shows: an update that changes nothing of it is not told. */
  shown: unknown;
}

export function LiveChanges({ partnershipId, about, shown }: Props) {
  const t = useT('partnerships');
  const announce = useAnnounce();
  const updates = useChanges(partnershipId, about);
  const text = JSON.stringify(shown);
  const told = useRef({ text, updates });
  useEffect(() => {
    const before = told.current;
    if (text === before.text) return;
    told.current = { text, updates };
    // What changed by the reader's own doing was told by the form.
    if (updates !== before.updates) announce(t('updated'));
  }, [text, updates, announce, t]);
  return null;
}
