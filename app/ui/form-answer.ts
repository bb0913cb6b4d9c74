/** What the form that was sent from a page was answered, for as long as it stands. */
// biome-ignore lint/style/noRestrictedImports: the first hook below is what all others take in its place.
import { type Location, useActionData, useLocation, useNavigation } from '@remix-run/react';
import { useRef } from 'react';

/**
 * The router's own hook forgets the answer as soon as the page is read again because of others, or the reader follows a link from the sentence
 * that says what to mend to the field: nothing is mended by either. Here it stands until another form was answered, or another page shown.
 * @returns undefined: nothing was sent, or what was sent led on
 */
export function useFormAnswer<Action>() {
  const given = useActionData<Action>();
  const at = useLocation();
  const kept = useRef({ given, at });
  if (given !== undefined || !isSamePage(kept.current.at, at)) kept.current = { given, at };
  else kept.current.at = at;
  return kept.current.given;
}

/**
 * Is a form on its way? After a refusal the page is read again, which may take long: the answer is here by then, and the form can be sent again.
 * @param isMine what the router has on its way is this form
 */
export function useIsSending(isMine: boolean): boolean {
  const given = useActionData();
  const { state } = useNavigation();
  const before = useRef(given);
  if (!isMine || state === 'submitting') before.current = given;
  return isMine && given === before.current;
}

/** Reading the page again leaves its key as it is. Going to a part of it gives it another, as a form that led back to the page does. */
function isSamePage(before: Location, now: Location): boolean {
  if (before.key === now.key) return true;
  return before.pathname === now.pathname && before.search === now.search && now.hash !== '' && before.hash !== now.hash;
}
