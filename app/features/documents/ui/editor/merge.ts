/** Merging cells, within what one cell may span: the schema would refuse more only once the button is pressed. */
import { Extension } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { isInTable, mergeCells, selectedRect } from '@tiptap/pm/tables';
import { SPAN_MAX } from '../../schema';

export const MergeWithin = Extension.create({
  name: 'mergeWithin',
  // After the table's own commands, one of which it replaces.
  priority: 50,
  addCommands: () => ({
    mergeCells:
      () =>
      ({ state, dispatch }) =>
        fits(state) && mergeCells(state, dispatch),
  }),
});

function fits(state: EditorState): boolean {
  if (!isInTable(state)) return false;
  const { left, right, top, bottom } = selectedRect(state);
  return right - left <= SPAN_MAX && bottom - top <= SPAN_MAX;
}
