import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrow } from './narrow';

type Routes = ServerBuild['routes'];

const buildOf = (routes: Routes) => ({ routes, assets: { routes } }) as unknown as ServerBuild;

type Drawn = { id: string; path?: string; index?: boolean; children?: Drawn[] };

/** What the router picks: the ids of the route and of those that it stands in. */
function picked({ routes }: ServerBuild, pathname: string): string[] | undefined {
  const within = (parentId?: string): Drawn[] =>
    Object.values(routes)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index }) => (index ? { id, path, index } : { id, path, children: within(id) }));
  return matchRoutes(within() as Parameters<typeof matchRoutes>[0], pathname)?.map(({ route }) => route.id ?? '');
}

const NAMES = ['p', 'new', 'a%C3%A9', 'New', 'x.data'];
const segment = fc.constantFrom('p', 'new', 'aé', ':one', ':two', ':one?', 'new?', ':one.ics', 'x.data');
const path = fc.array(segment, { maxLength: 2 }).map((segments) => segments.join('/'));
/** Trees in which each route stands in the root, or in one that came before it. */
const routesOf = fc
  .array(fc.record({ path, splat: fc.nat(9), index: fc.nat(4), parent: fc.nat() }), { minLength: 1, maxLength: 12 })
  .map((drawn) => {
    const routes: Routes = { root: { id: 'root', path: '' } as Routes[string] };
    const parents = ['root'];
    for (const [at, one] of drawn.entries()) {
      const [id, parentId] = [`r${at}`, parents[one.parent % parents.length]];
      if (one.index === 0) routes[id] = { id, parentId, index: true } as Routes[string];
      else routes[id] = { id, parentId, path: one.splat === 0 ? `${one.path}/*`.replace(/^\//, '') : one.path } as Routes[string];
      if (one.index !== 0 && one.splat !== 0) parents.push(id);
    }
    return routes;
  });

test('of the routes that an address can mean the router picks the one that it picks of all', () => {
  const address = fc.array(fc.constantFrom(...NAMES), { maxLength: 4 }).map((names) => `/${names.join('/')}`);
  let found = 0;
  fc.assert(
    fc.property(routesOf, address, (routes, pathname) => {
      const build = buildOf(routes);
      const expected = picked(build, pathname);
      expect(picked(narrow(build)(pathname), pathname)).toEqual(expected);
      if (expected) found += 1;
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(500);
});

const route = (id: string, parentId: string | undefined, path: string, index?: boolean) => ({ [id]: { id, parentId, path, index } });
const site = buildOf({
  ...route('root', undefined, ''),
  ...route('first', 'root', '', true),
  ...route('work', 'root', 'p/:partnership'),
  ...route('home', 'work', '', true),
  ...route('new', 'work', 'new'),
  ...route('feed', 'root', 'feeds/:token.ics'),
} as Routes);

test('what an address cannot mean is left out, also where the browser is told what there is', () => {
  const narrowed = narrow(site)('/p/1/new');
  expect(Object.keys(narrowed.routes)).toEqual(['root', 'work', 'new']);
  expect(Object.keys(narrowed.assets.routes)).toEqual(['root', 'work', 'new']);
  expect(Object.keys(narrow(site)('/feeds/abc.ics').routes)).toEqual(['root', 'feed']);
});

test('the data of a page are asked for with an ending, and mean the same routes', () => {
  expect(Object.keys(narrow(site)('/p/1/new.data').routes)).toEqual(['root', 'work', 'new']);
  expect(Object.keys(narrow(site)('/_root.data').routes)).toEqual(['root', 'first']);
  expect(Object.keys(narrow(site)('/p/1.data').routes)).toEqual(['root', 'work', 'home']);
});

test('the same routes are the same build; an address that means nothing gets all of them', () => {
  const buildFor = narrow(site);
  expect(buildFor('/p/2/new')).toBe(buildFor('/P/1/NEW/'));
  expect(buildFor('/nothing/here')).toBe(site);
});
