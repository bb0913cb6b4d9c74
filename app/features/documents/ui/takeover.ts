/**
 * From the server's page to the editor without a jump: the block at the top of the screen stays where it is to the point, and the focus
 * goes from a heading in the outline to the same heading.
 */

/** Blocks of a text in order, whichever of the two drew it. */
function blocksOf(text: Element | null): Element[] {
  return [...(text?.children ?? [])];
}

/** Called with the server's page just before it goes; what it finds is put to use when the editor stands in its place, before anything is drawn. */
export function handOver(page: HTMLElement): void {
  const blocks = blocksOf(page.querySelector('.document'));
  const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const top = blocks[index]?.getBoundingClientRect().top;
  const focused = page.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  const heading = focused?.startsWith('#s-') ? focused.slice('#s-'.length) : null;
  queueMicrotask(() => {
    const editor = document.querySelector('.editor');
    const now = blocksOf(editor?.querySelector('.document') ?? null)[index]?.getBoundingClientRect().top;
    if (top !== undefined && now !== undefined && now !== top) window.scrollBy({ top: now - top, behavior: 'instant' });
    if (heading) editor?.querySelector<HTMLElement>(`[data-heading="${CSS.escape(heading)}"]`)?.focus({ preventScroll: true });
  });
}
