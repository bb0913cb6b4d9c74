/** The focus for what has just come to be said: a refusal, what was done. */
import { useEffect } from 'react';

/** React has not yet taken over the page that the browser shows. */
let isOpening = true;

/** Stands once, in root.tsx, around the whole page: its effect comes after those of all parts. */
export function useOpened(): void {
  useEffect(() => {
    isOpening = false;
  }, []);
}

/**
 * Gives the focus to the element. Not while React takes the page over when something has it already: the page may have stood for seconds by
 * then, and its reader be typing.
 */
export function takeFocus(element: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (isOpening && activeElement !== null && activeElement !== body) return;
  element?.focus();
}
