/** A link to a page of this site, or to another one. */
// biome-ignore lint/style/noRestrictedImports: here it is taken from
import { Link as RouterLink, type LinkProps as RouterLinkProps } from '@remix-run/react';
import { forwardRef } from 'react';

/** Without what needs the router's knowledge of all routes: it is in the browser from the first page on, and nothing is fetched ahead. */
export type LinkProps = Omit<RouterLinkProps, 'discover' | 'prefetch'>;

const InBrowser = forwardRef<HTMLAnchorElement, LinkProps>((props, ref) => <RouterLink {...props} discover="none" ref={ref} />);

/** Paths that the router takes as they are. */
const WHOLE = /^(?:\/|(?:\/(?!\.{1,2}(?:[/?#]|$))[^/?#]+)+\/?)(?:\?[^#]+)?(?:#.+)?$/;

/**
 * What the router draws of a whole path, without asking it: it works each one out three times over, a twentieth of a page with many links.
 * Two children, as with the router: the ids of what stands within (`useId`) depend on it.
 */
const OnServer = forwardRef<HTMLAnchorElement, LinkProps>((props, ref) => {
  const { to, onClick, reloadDocument, replace, state, preventScrollReset, relative, viewTransition, ...rest } = props;
  if (typeof to !== 'string' || !WHOLE.test(to)) return <InBrowser {...props} ref={ref} />;
  return (
    <>
      <a {...rest} href={to} />
      {null}
    </>
  );
});

export const Link = typeof document === 'undefined' ? OnServer : InBrowser;
