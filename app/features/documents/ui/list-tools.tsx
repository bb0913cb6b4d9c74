/** Search and the views of the list: plain links and a GET form, so that every state of the list has an address. */
import { Form } from '@remix-run/react';
import { Search } from 'lucide';
import { useId } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { controlClasses } from '~/ui/text-input';
import { type ListFilter, limits, listFilters } from '../documents';

export function listAddress(filter: ListFilter, query: string, page = 1): string {
  const search = new URLSearchParams();
  if (filter !== 'all') search.set('show', filter);
  if (query) search.set('q', query);
  if (page > 1) search.set('page', String(page));
  const text = search.toString();
  return text ? `?${text}` : '.';
}

export function ListTools({ filter, query }: { filter: ListFilter; query: string }) {
  const t = useT('documents');
  const id = useId();
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <nav aria-label={t('list.views')} className="-mx-1 max-w-full overflow-x-auto">
        <ul className="flex gap-1 px-1 py-0.5">
          {listFilters.map((name) => (
            <li key={name}>
              <Link
                to={listAddress(name, query)}
                aria-current={name === filter ? 'page' : undefined}
                className="inline-flex min-h-9 items-center rounded-control px-3 text-sm font-medium whitespace-nowrap text-ink-soft no-underline hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent pointer-coarse:min-h-11"
              >
                {t(`list.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Form method="get" role="search" className="flex w-full items-center gap-2 sm:w-auto">
        {filter === 'all' ? null : <input type="hidden" name="show" value={filter} />}
        <label htmlFor={id} className="sr-only">
          {t('list.search')}
        </label>
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={limits.query}
          placeholder={t('list.search')}
          className={`${controlClasses} sm:w-64`}
        />
        <Button type="submit" icon={<Icon of={Search} className="size-4" />}>
          {t('list.find')}
        </Button>
      </Form>
    </div>
  );
}
