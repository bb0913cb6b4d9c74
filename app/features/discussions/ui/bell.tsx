/** How many notices the reader has not read, in the top bar of every page: fresh while others tell something. The list is a page of its own. */
import { Link } from '@remix-run/react';
import { Bell as Icon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '~/i18n/react';
import { useNews } from '~/live/use-changes';
import { iconButtonClasses } from '~/ui/button';
import { classes } from '~/ui/classes';

const ABOUT = ['notice'];

interface BellProps {
  partnershipId: string;
  /** As the page's loader counted them; a new object is a new count. */
  counted: { unread: number };
}

export function Bell({ partnershipId, counted }: BellProps) {
  const t = useT('ui');
  const [{ unread }, setCount] = useState(counted);
  const [asking, setAsking] = useState(false);
  const to = `/p/${partnershipId}/notices`;
  useEffect(() => setCount(counted), [counted]);
  const ask = () => {
    setAsking(true);
    fetch(`${to}/count`)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((count) => count && setCount(count))
      // Without a network the count stays as it was; it is asked for again with the next news.
      .catch(() => {})
      .finally(() => setAsking(false));
  };
  useNews(partnershipId, ABOUT, ask, asking);
  const label = t('bell', { count: unread });
  return (
    <Link to={to} aria-label={label} title={label} className={classes(iconButtonClasses, 'relative')}>
      <Icon aria-hidden className="size-4" />
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
