/**
 * Of all routes, those that an address can mean. Remix ranks every route of a build anew for each page, three times, and makes React's
 * objects of each: with some eighty routes a tenth of a page's time. From a build that has only these it picks the same one, as what it
 * leaves out could not match.
 */
import type { ServerBuild } from '@remix-run/node';

type Routes = ServerBuild['routes'];

/** Of the path that single fetch asks for the data of a page with. */
const DATA = /\.data$/;

/**
 * @returns gives for a path (of a URL, as it was sent) the build with the routes that can match it, and all of them where none can; the
 *   same one for the same routes, so that what is made from it can be kept
 */
export function narrow(build: ServerBuild): (pathname: string) => ServerBuild {
  const patterns = Object.values(build.routes)
    .filter(({ path, index }) => path !== undefined || index)
    .map(({ id }) => ({ ids: withParents(build.routes, id), canMatch: matcherOf(segmentsOf(build.routes, id)) }));
  const made = new Map<string, ServerBuild>();
  return (pathname) => {
    // Of data Remix reads the path twice: with its ending, and without.
    const paths = DATA.test(pathname) ? [pathname, pathname.replace(DATA, '').replace(/^\/_root$/, '/')] : [pathname];
    const names = paths.map(namesOf);
    const ids = new Set(patterns.filter(({ canMatch }) => names.some(canMatch)).flatMap((pattern) => pattern.ids));
    if (ids.size === 0) return build;
    const key = [...ids].join('\n');
    const known = made.get(key) ?? only(build, ids);
    made.set(key, known);
    return known;
  };
}

function only(build: ServerBuild, ids: Set<string>): ServerBuild {
  const kept = <One>(routes: Record<string, One>) => Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: kept(build.routes), assets: { ...build.assets, routes: kept(build.assets.routes) } };
}

function withParents(routes: Routes, id: string): string[] {
  const parent = routes[id]?.parentId;
  return parent === undefined ? [id] : [...withParents(routes, parent), id];
}

const segmentsOf = (routes: Routes, id: string) => withParents(routes, id).flatMap((one) => split(routes[one]?.path ?? ''));
const split = (path: string) => path.split('/').filter((segment) => segment !== '');

/** As the router reads them: decoded, without regard to their case. What cannot be decoded was taken out before (plain-address.ts). */
const namesOf = (pathname: string) => split(pathname).map((segment) => decodeURIComponent(segment).toLowerCase());

/** Whether a path of these names can be meant. It may say yes too often, never no where the router would say yes. */
function matcherOf(segments: string[]): (names: string[]) => boolean {
  const end = segments.findIndex((segment) => segment === '*' || segment.endsWith('?'));
  const isOpen = end >= 0;
  const fixed = isOpen ? segments.slice(0, end) : segments;
  const wanted = fixed.map((segment) => (segment.startsWith(':') ? null : segment.toLowerCase()));
  return (names) =>
    (isOpen ? names.length >= wanted.length : names.length === wanted.length) &&
    wanted.every((name, at) => name === null || name === names[at]);
}
