/**
 * Typed letters go into the shared text where the caret says that they were typed.
 *
 * Comparing the text before with the text after cannot tell which of two equal letters is the new one. Where somebody else types at the same
 * place, it would put mine among theirs, and from then on both write into each other's words.
 */
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { changedBlocks } from '../../../tree/align';

/**
 * Writes what was typed into one run of text, if that is all that happened to the blocks; marks are not its business. What else is different
 * is left to the comparison of both trees, which finds these letters there already.
 * @param shown what `fragment` holds
 */
export function writeTyped(fragment: Y.XmlFragment, shown: Node, { selection }: EditorState): void {
  const { $head, empty } = selection;
  if (!empty || !$head.parent.inlineContent) return;
  const place = samePlace(fragment, shown, $head);
  if (!place || place.block.type !== $head.parent.type) return;
  const [before, after] = [place.block.textContent, $head.parent.textContent];
  // Line breaks and pictures count in places and not in letters.
  if (before.length !== place.block.content.size || after.length !== $head.parent.content.size) return;
  const length = after.length - before.length;
  const at = $head.parentOffset - length;
  if (length <= 0 || at < 0 || before !== after.slice(0, at) + after.slice(at + length)) return;
  const [text] = place.type.toArray();
  if (place.type.length === 1 && text instanceof Y.XmlText && text.length === before.length) text.insert(at, after.slice(at, at + length));
}

/** What the block at `$head` was before, and is in the shared tree; null where any other block has changed, too, or moved. */
function samePlace(fragment: Y.XmlFragment, shown: Node, $head: ResolvedPos): { block: Node; type: Y.XmlFragment } | null {
  let [block, type] = [shown, fragment];
  for (let depth = 0; depth < $head.depth; depth++) {
    const index = $head.index(depth);
    const { start, endA, endB } = changedBlocks(block.content, $head.node(depth).content);
    const child = type.get(index);
    if (start !== index || endA !== index + 1 || endB !== index + 1 || !(child instanceof Y.XmlElement)) return null;
    [block, type] = [block.child(index), child];
  }
  return { block, type };
}
