/**
 * Where the focus goes when the router has shown another address, and whether that says by itself where the reader is.
 *
 * Another page: to the part that the address names (`#sharing`), else to its main heading, as a browser would begin there.
 * The same page again (a form was sent, a search changed): to the line that says what was done, after a form; else it stays where it is;
 * where it was has gone (a removed row's button), so to the main heading. A form that was refused takes the focus itself (ui/form.tsx).
 */
export interface Visit {
  samePage: boolean;
  /** With the `#`; empty when there is none. */
  hash: string;
  /** A form was sent that changes something; a search does not. */
  afterForm: boolean;
}

/** What says what a form has done: marked by hand, or a line that is read aloud. */
const OUTCOME = '[data-arrival], [role="status"]';

/** The element that gets the focus; null leaves it where it is. */
export function arrivalTarget({ samePage, hash, afterForm }: Visit, page: Document): HTMLElement | null {
  const main = page.querySelector<HTMLElement>('main');
  if (!main || main.querySelector('[role="alert"][tabindex]')) return null;
  const named = hash ? page.getElementById(decoded(hash.slice(1))) : null;
  if (named) return named;
  const heading = main.querySelector<HTMLElement>('h1[tabindex]') ?? main;
  if (!samePage) return heading;
  const outcome = afterForm ? [...main.querySelectorAll<HTMLElement>(OUTCOME)].find(isSeen) : undefined;
  if (outcome) return outcome;
  return page.activeElement && page.activeElement !== page.body ? null : heading;
}

/** A count that only screen readers hear is no place for the focus of those who see. */
function isSeen(element: HTMLElement): boolean {
  return !element.classList.contains('sr-only');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand, and not encoded
  }
}

/** Gives the focus to what usually takes none. */
export function focusOn(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (element.ownerDocument.activeElement === element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
