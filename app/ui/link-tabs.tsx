/** Pages that belong together, or views of one thing, as links beside each other: `<LinkTabs label={t('views')} tabs={[…]} />`. */
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Link, type LinkProps } from './link';

export interface LinkTab {
  key: string;
  to: LinkProps['to'];
  label: string;
  current: boolean;
  /** `aria-hidden`; with it the words are left out on a phone. */
  icon?: ReactNode;
}

export function LinkTabs({ label, tabs, className }: { label: string; tabs: readonly LinkTab[]; className?: string }) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="inline-flex flex-wrap rounded-control bg-sunken p-0.5">
        {tabs.map(({ key, to, label: words, current, icon }) => (
          <li key={key}>
            <Link
              to={to}
              preventScrollReset
              aria-current={current ? 'page' : undefined}
              className={classes(
                'inline-flex min-h-8 items-center gap-1.5 rounded-control px-2.5 text-sm no-underline pointer-coarse:min-h-11',
                current ? 'bg-surface font-semibold text-ink shadow-xs' : 'text-ink-soft hover:text-ink',
              )}
            >
              {icon}
              {icon ? <span className="max-sm:sr-only">{words}</span> : words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
