/** Scrolls to a place of the text. ProseMirror's own way asks where the browser's selection is, and knows none while the focus is elsewhere. */

function motion(): ScrollBehavior {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}

/** The bar at the bottom of a phone's screen covers this much, in pixels. */
const FOOT = 72;

/** @param block `start`: below the tools, as `scroll-margin` says; `center`: what is around it matters, too */
export function scrollTo(element: Element | null | undefined, block: 'start' | 'center'): void {
  element?.scrollIntoView({ block, behavior: motion() });
}

/** Scrolls only when it is needed: what can be seen between the tools and the end of the window stays where it is. */
export function reveal(element: Element | null | undefined): void {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const head = element.ownerDocument.querySelector('.editor-head')?.getBoundingClientRect().bottom ?? 0;
  // At once, without motion: whoever steps through matches presses the next key before a glide is over.
  if (top < Math.max(0, head) || bottom > window.innerHeight - FOOT) element.scrollIntoView({ block: 'center', behavior: 'instant' });
}
