/**
 * What happens around a visit without a reload: a thin bar while it takes long, then the focus goes where arrival-focus.ts says. A page
 * whose heading takes the focus is announced by that; where another element takes it, the page's title is said, as a browser would do.
 * Stands once, in root.tsx.
 */
import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useAnnounce } from '../announcer';
import { arrivalTarget, focusOn } from './arrival-focus';

export function Arrival() {
  const { key, pathname, hash } = useLocation();
  const announce = useAnnounce();
  const navigation = useNavigation();
  const before = useRef({ key, pathname });
  const afterForm = useRef(false);
  // The navigation says it only while it lasts, through the answer and the redirect.
  if (navigation.state !== 'idle') afterForm.current = navigation.formMethod !== undefined && navigation.formMethod !== 'GET';

  useEffect(() => {
    if (before.current.key === key) return;
    const samePage = before.current.pathname === pathname;
    before.current = { key, pathname };
    const target = arrivalTarget({ samePage, hash, afterForm: afterForm.current }, document);
    afterForm.current = false;
    if (target) focusOn(target);
    if (!samePage && target?.tagName !== 'H1') announce(document.title);
  }, [key, pathname, hash, announce]);

  // The bar waits 300 ms before it shows (app.css): quick pages change without it.
  return navigation.state === 'idle' ? null : <div aria-hidden className="travelling" />;
}
