/**
 * What somebody else has just written is tinted for a moment, so that the eye finds what has changed. Painted by the browser over the text
 * (CSS Custom Highlight API): no element is made or moved for it. Where a browser has none, nothing is tinted.
 */
import { Extension } from '@tiptap/core';
import { fromElsewhere } from './collaboration/binding';

const TINT_MS = 1_500;
/** Named in editor.css. */
const NAME = 'settling';
/** More at once is a text that arrives, not somebody who writes. */
const LONGEST = 2_000;

export const Settling = Extension.create({
  name: 'settling',
  onTransaction({ editor, transaction }) {
    if (!transaction.docChanged || fromElsewhere(transaction)?.undo !== false || !CSS.highlights) return;
    const [{ view }, size] = [editor, transaction.doc.content.size];
    const ranges: Range[] = [];
    for (const [index, map] of transaction.mapping.maps.entries()) {
      map.forEach((_from, _to, start, end) => {
        const [from, to] = [start, end].map((at) => Math.min(transaction.mapping.slice(index + 1).map(at), size));
        if (from === undefined || to === undefined || to <= from || to - from > LONGEST) return;
        const [a, b] = [view.domAtPos(from, 1), view.domAtPos(to, -1)];
        const range = document.createRange();
        range.setStart(a.node, a.offset);
        range.setEnd(b.node, b.offset);
        ranges.push(range);
      });
    }
    if (ranges.length > 0) tint(ranges);
  },
});

function tint(ranges: Range[]): void {
  const tinted = CSS.highlights.get(NAME) ?? new Highlight();
  CSS.highlights.set(NAME, tinted);
  for (const range of ranges) tinted.add(range);
  setTimeout(() => {
    for (const range of ranges) tinted.delete(range);
  }, TINT_MS);
}
