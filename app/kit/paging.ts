/** Long lists, a page at a time: `?page=` says which. `ui/paging.tsx` draws the links. */

/** Rows on one page. */
export const PAGE_ROWS = 50;

/** From 1. What makes no sense is as if it were not there: people edit addresses and keep old ones. */
export function readPage(search: URLSearchParams): number {
  const page = search.get('page') ?? '';
  return /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1;
}

export const rowsBefore = (page: number): number => (page - 1) * PAGE_ROWS;

/** An empty list has one page, too. */
export const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / PAGE_ROWS));

/** The same search for another page. The first is not named: a list has one address for it. */
export function searchOf(search: URLSearchParams, page: number): URLSearchParams {
  const other = new URLSearchParams(search);
  if (page > 1) other.set('page', String(page));
  else other.delete('page');
  return other;
}

/** Where the last page is, for an address that was kept while the list grew shorter; null: its page is there. */
export function lastInstead({ pathname, searchParams }: URL, rows: number): string | null {
  const last = pagesOf(rows);
  if (readPage(searchParams) <= last) return null;
  const search = searchOf(searchParams, last).toString();
  return search ? `${pathname}?${search}` : pathname;
}
