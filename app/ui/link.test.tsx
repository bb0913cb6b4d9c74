// biome-ignore lint/style/noRestrictedImports: what ours is compared with
import { Link as RouterLink } from '@remix-run/react';
import fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom/server';
import { expect, test } from 'vitest';
import { Link, type LinkProps } from './link';

const drawn = (link: ReactElement) => renderToStaticMarkup(<StaticRouter location="/p/1/plan?view=board">{link}</StaticRouter>);

/** Attributes in the order of their names: which one comes first is the same for a browser. */
const sorted = (html: string) =>
  html.replace(
    /^<a ([^>]*)>/,
    (_all, attributes: string) =>
      `<a ${attributes
        .match(/[\w-]+="[^"]*"/g)
        ?.sort()
        .join(' ')}>`,
  );

function same(props: LinkProps): void {
  expect(sorted(drawn(<Link {...props}>words</Link>))).toBe(
    sorted(
      drawn(
        <RouterLink {...props} discover="none">
          words
        </RouterLink>,
      ),
    ),
  );
}

test('a link is drawn as the router draws it', () => {
  const fixed = [
    '/',
    '/p/1',
    '/p/1/plan?view=gantt#row',
    '?page=2',
    '.',
    '..',
    'new',
    '#part',
    '//other.example/x',
    'https://other.example/?q',
  ];
  for (const to of [...fixed, '/p/', '/a/../b', '/a//b', '/?', '/#', '/a?#', '/a?#b', '/a?b#', { pathname: '/p/1', search: '?page=2' }])
    same({ to });
  same({ to: '/p/1', className: 'one', 'aria-current': 'page', title: 'Words', target: '_blank', rel: 'noopener' });
  same({ to: '/p/1', replace: true, preventScrollReset: true, reloadDocument: true, state: { from: 1 }, onClick: () => undefined });
  const parts = fc.array(fc.constantFrom('/', '/', 'a', 'é', '%20', '.', '..', '?', '#', '&', '='), { maxLength: 8 });
  fc.assert(fc.property(parts, (drawnParts) => same({ to: `/${drawnParts.join('')}` })));
});
