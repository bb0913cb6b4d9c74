// @vitest-environment happy-dom
import { CellSelection, TableMap } from '@tiptap/pm/tables';
import { expect, test } from 'vitest';
import { checkTree } from '../../live';
import type { RichNode } from '../../rich-text';
import { docWith, openEditor, paragraph, seeded } from './collaboration/testing';
import { MergeWithin } from './merge';

/** An editor in which all cells of a table are selected. */
function selected(rows: number, columns: number) {
  const cell = (id: string): RichNode => ({ type: 'tableCell', content: [paragraph(id)] });
  const row = (at: number): RichNode => ({
    type: 'tableRow',
    content: Array.from({ length: columns }, (_, column) => cell(`${at}-${column}`)),
  });
  const client = openEditor(docWith(seeded({ type: 'table', content: Array.from({ length: rows }, (_, at) => row(at)) })), [MergeWithin]);
  const { state, view } = client.editor;
  const { map } = TableMap.get(state.doc.child(0));
  const [first, last] = [map[0] as number, map.at(-1) as number];
  view.dispatch(state.tr.setSelection(CellSelection.create(state.doc, first + 1, last + 1)));
  return client;
}

test.each([
  [100, 2],
  [2, 100],
])('%i rows of %i cells become one', (rows, columns) => {
  const { editor, doc } = selected(rows, columns);
  expect(editor.can().mergeCells()).toBe(true);
  expect(editor.commands.mergeCells()).toBe(true);
  expect(checkTree(doc)).toBeNull();
  expect(editor.getHTML()).toContain(`rowspan="${rows}"`);
});

test.each([
  [101, 2],
  [2, 101],
])('%i rows of %i cells are more than one cell may span: the button says so beforehand', (rows, columns) => {
  const { editor } = selected(rows, columns);
  const before = editor.state.doc;
  expect(editor.can().mergeCells()).toBe(false);
  expect(editor.commands.mergeCells()).toBe(false);
  expect(editor.state.doc).toBe(before);
});
