/**
 * Which page of a long list this is, and links to those beside it: `<Paging rows={total} />` below the list. Draws nothing where one page holds all.
 * The page stands in the address (`?page=`, kit/paging.ts); whatever else is asked for there stays.
 */
import { useSearchParams } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { pagesOf, readPage, searchOf } from '~/kit/paging';
import { classes } from './classes';
import { Link } from './link';

interface PagingProps {
  /** Of all pages. */
  rows: number;
  /** The id of the list, where it does not begin the page: the links lead there. */
  at?: string;
  className?: string;
}

export function Paging({ rows, at, className = 'mt-4' }: PagingProps) {
  const t = useT('ui');
  const [search] = useSearchParams();
  const [page, pages] = [readPage(search), pagesOf(rows)];
  if (pages === 1) return null;
  const to = (other: number) => ({ search: searchOf(search, other).toString(), hash: at });
  return (
    <nav aria-label={t('pages')} className={classes('flex flex-wrap gap-x-4 gap-y-2 text-sm', className)}>
      {page > 1 ? (
        <Link rel="prev" to={to(page - 1)}>
          {t('pages.previous')}
        </Link>
      ) : null}
      <span className="text-ink-soft">{t('pages.at', { page, pages })}</span>
      {page < pages ? (
        <Link rel="next" to={to(page + 1)}>
          {t('pages.next')}
        </Link>
      ) : null}
    </nav>
  );
}
