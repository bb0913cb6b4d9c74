import type { LinkProps } from '@remix-run/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { load } from '~/i18n/translate';
import { Paging } from './paging';

const address = vi.hoisted(() => ({ search: '' }));
vi.mock('@remix-run/react', () => ({
  useSearchParams: () => [new URLSearchParams(address.search)],
  Link: ({ to, ...rest }: LinkProps) => <a href={typeof to === 'string' ? to : `?${to.search}#${to.hash ?? ''}`} {...rest} />,
}));

beforeAll(() => load('en', ['ui']));

function drawn(search: string, rows: number, at?: string) {
  address.search = search;
  const html = renderToStaticMarkup(<Paging rows={rows} at={at} />);
  const links = [...html.matchAll(/href="([^"]*)"[^>]*>([^<]*)/g)].map(([, href, words]) => [words, href?.replaceAll('&amp;', '&')]);
  return { html, links };
}

test('links lead to the pages beside this one, and keep whatever else the address asks for', () => {
  const { html, links } = drawn('of=x&page=2&period=y', 120, 'activities');
  expect(html).toMatch(/^<nav aria-label="Pages of the list"/);
  expect(html).toContain('Page 2 of 3');
  expect(links).toEqual([
    ['Previous page', '?of=x&period=y#activities'],
    ['Next page', '?of=x&page=3&period=y#activities'],
  ]);
});

test('the first page has none before it, and the last none after it', () => {
  expect(drawn('', 120).links).toEqual([['Next page', '?page=2#']]);
  expect(drawn('page=3', 120).links).toEqual([['Previous page', '?page=2#']]);
});

test('a list of one page needs none of it', () => {
  expect(drawn('', 50).html).toBe('');
  expect(drawn('', 0).html).toBe('');
});
