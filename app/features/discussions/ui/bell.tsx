/**
 * How many notices the reader has not read, in the top bar of every page. The list is a page of its own, and what keeps the number fresh
 * (bell-line.ts) comes when the page has long been there: every page pays for what stands here.
 */
import { Bell as BellIcon } from 'lucide';
import { useEffect, useState } from 'react';
import { useT } from '~/i18n/react';
import { iconButtonClasses } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';

const AFTER_MS = 3_000;

interface BellProps {
  partnershipId: string;
  /** As the page's loader counted them; a new object is a new count. */
  counted: { unread: number };
}

export function Bell({ partnershipId, counted }: BellProps) {
  const t = useT('ui');
  const [{ unread }, setCount] = useState(counted);
  useEffect(() => setCount(counted), [counted]);
  useEffect(() => {
    let stop: (() => void) | null = null;
    const timer = setTimeout(async () => {
      // A script that does not load leaves the number as it was.
      const line = await import('./bell-line').catch(() => null);
      if (line && stop === null) stop = line.keepCounting(partnershipId, setCount);
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop?.();
      stop = () => undefined;
    };
  }, [partnershipId]);
  const label = t('bell', { count: unread });
  return (
    <Link to={`/p/${partnershipId}/notices`} aria-label={label} title={label} className={classes(iconButtonClasses, 'relative')}>
      <Icon of={BellIcon} className="size-4" />
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute -end-0.5 top-0 rounded-full bg-accent px-1 text-[0.625rem] leading-4 font-semibold text-on-accent"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      ) : null}
    </Link>
  );
}
