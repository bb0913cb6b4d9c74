/** Where something small may float beside a place of the text, kept within the window. */
import type { EditorView } from '@tiptap/pm/view';

export interface Place {
  top: number;
  left: number;
}

const GAP = 8;

/** Fixed coordinates for a box of `width` x `height` above (or, without room there, below) the text from `from` to `to`. */
export function placeAt(view: EditorView, from: number, to: number, width: number, height: number, prefer: 'above' | 'below'): Place {
  const start = view.coordsAtPos(from);
  const end = view.coordsAtPos(to, -1);
  const above = Math.min(start.top, end.top) - height - GAP;
  const below = Math.max(start.bottom, end.bottom) + GAP;
  const fitsBelow = below + height <= window.innerHeight;
  const top = prefer === 'above' ? (above >= GAP ? above : below) : fitsBelow ? below : above;
  const middle = prefer === 'above' ? (start.left + end.left) / 2 - width / 2 : start.left;
  return { top, left: Math.max(GAP, Math.min(middle, window.innerWidth - width - GAP)) };
}
