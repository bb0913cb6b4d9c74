/**
 * From the server's page to the editor, and from one drawing of the text to the next, without a jump: the block at the top of the screen
 * stays where it is to the point, and the focus goes to the same heading, link or table, else to the text. It never falls onto the page.
 */
import { useRef } from 'react';
import { useBrowserLayoutEffect } from '~/ui/browser-layout-effect';
import { focusOn } from '~/ui/frame/arrival-focus';

/** Effects of layout end while their elements are still in the page. */
export function useBeforeGone(tell: () => void): void {
  const latest = useRef(tell);
  useBrowserLayoutEffect(() => {
    const now = latest.current;
    return () => now();
  }, []);
}

/** Blocks of a text in order, whichever of the two drew it. Guidance is in a reader's editor, and not on the server's page. */
function blocksOf(text: Element | null): Element[] {
  return [...(text?.children ?? [])].filter((block) => !block.matches('[data-type=guidance]'));
}

/** What may have the focus within a text that is read: links, and tables, which scroll. */
function stopsIn(text: Element | null): HTMLElement[] {
  return [...(text?.querySelectorAll<HTMLElement>('a[href], .tableWrapper') ?? [])];
}

/** Called with the server's page just before it goes; what it finds is put to use when the editor stands in its place, before anything is drawn. */
export function handOver(page: HTMLElement): void {
  const text = page.querySelector('.document');
  const blocks = blocksOf(text);
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const top = blocks[index]?.getBoundingClientRect().top;
  const focused = page.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const stop = focused ? stopsIn(text).indexOf(focused) : -1;
  queueMicrotask(() => {
    const editor = document.querySelector('.editor');
    const drawn = editor?.querySelector<HTMLElement>('.document') ?? null;
    const now = blocksOf(drawn)[index]?.getBoundingClientRect().top;
    if (top !== undefined && now !== undefined && now !== top) window.scrollBy({ top: now - top, behavior: 'instant' });
    if (editor && drawn && focused) focusAgain(editor, drawn, focused, stopsIn(drawn)[stop]);
  });
}

function focusAgain(editor: Element, text: HTMLElement, before: HTMLElement, stop: HTMLElement | undefined): void {
  const [, heading] = /^#s-(.+)/.exec(before.getAttribute('href') ?? '') ?? [];
  const same = heading && !stop ? editor.querySelector<HTMLElement>(`[data-heading="${CSS.escape(heading)}"]`) : stop;
  same?.focus({ preventScroll: true });
  if (same && document.activeElement === same) return;
  focusOn(text);
  // A link within a text that is written in takes a caret, and no focus.
  if (stop) getSelection()?.collapse(stop, 0);
}

/** The focus was in something that goes: to the text, or to the place where it will be drawn. */
export function focusText(): void {
  const text = document.querySelector<HTMLElement>('main .document') ?? document.querySelector<HTMLElement>('main .editor');
  if (text) focusOn(text);
}

/** Called with a drawing of the text just before another takes its place. */
export function handFocusOver(going: HTMLElement | null): void {
  if (going?.contains(document.activeElement)) queueMicrotask(() => document.activeElement === document.body && focusText());
}
