// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { RichNode } from '../../rich-text';
import { BlockIds } from './block-ids';
import { docWith, openEditor, paragraph, placeOf, seeded, text } from './collaboration/testing';
import { currentItem, END, moveSection, moveSectionBefore, outlineOf, startOf, wordsIn } from './outline';

const heading = (id: string, level: number): RichNode => ({ type: 'heading', attrs: { id, level }, content: [text(id)] });

function open() {
  const { editor } = openEditor(
    docWith(
      seeded(
        paragraph('p', 'intro'),
        heading('A', 1),
        paragraph('a', 'in a'),
        heading('A1', 2),
        paragraph('a1', 'in a1'),
        heading('A2', 2),
        heading('B', 1),
        paragraph('b', 'in b'),
      ),
    ),
    [BlockIds],
  );
  const ids = () => (editor.getJSON().content ?? []).map((block) => block.attrs?.id).join(' ');
  return { editor, ids };
}

test('lists headings and knows which one a block belongs to', () => {
  const { editor } = open();
  const items = outlineOf(editor.state.doc);
  expect(items.map(({ text: words, level }) => `${level} ${words}`)).toEqual(['1 A', '2 A1', '2 A2', '1 B']);
  expect([0, 1, 2, 4, 7].map((index) => currentItem(items, index))).toEqual([-1, 0, 0, 1, 3]);
});

test('moves a section with all that is under it, keeps its ids, and the caret with it', () => {
  const { editor, ids } = open();
  editor.commands.setTextSelection(placeOf(editor, 'in a1') + 2);
  const down = moveSection(editor.state, 'A', 1);
  if (down) editor.view.dispatch(down);
  expect(ids()).toBe('p B b A a A1 a1 A2');
  expect(editor.state.selection.$from.parent.textContent).toBe('in a1');
  expect(editor.state.selection.$from.parentOffset).toBe(2);
  editor.commands.undo();
  expect(ids()).toBe('p A a A1 a1 A2 B b');
});

test('stays under its heading, and within the document', () => {
  const { editor, ids } = open();
  expect(moveSection(editor.state, 'A2', 1)).toBeNull();
  expect(moveSection(editor.state, 'A', -1)).toBeNull();
  const up = moveSection(editor.state, 'A2', -1);
  if (up) editor.view.dispatch(up);
  expect(ids()).toBe('p A a A2 A1 a1 B b');
});

test('is dropped before any heading, or at the end, and not into itself', () => {
  const { editor, ids } = open();
  expect(moveSectionBefore(editor.state, 'A', 'A1')).toBeNull();
  const first = moveSectionBefore(editor.state, 'B', 'A');
  if (first) editor.view.dispatch(first);
  expect(ids()).toBe('p B b A a A1 a1 A2');
  const last = moveSectionBefore(editor.state, 'B', END);
  if (last) editor.view.dispatch(last);
  expect(ids()).toBe('p A a A1 a1 A2 B b');
});

test('who presses again, or drops, before the outline is drawn anew moves what they meant', () => {
  const { editor, ids } = open();
  const drawn = outlineOf(editor.state.doc);
  const [a, a1, a2, b] = drawn.map(({ id }) => id) as [string, string, string, string];
  for (const _ of [1, 2]) {
    const up = moveSection(editor.state, b, -1);
    if (up) editor.view.dispatch(up);
  }
  expect(ids()).toBe('p B b A a A1 a1 A2');
  // Somebody writes a heading above while another is dragged.
  editor.commands.insertContentAt(0, { type: 'heading', attrs: { id: 'new', level: 1 }, content: [text('new')] });
  const dropped = moveSectionBefore(editor.state, a2, a1);
  if (dropped) editor.view.dispatch(dropped);
  expect(ids()).toBe('new p B b A a A2 A1 a1');
  // And one is deleted.
  const gone = startOf(editor.state.doc, 4);
  editor.commands.deleteRange({ from: gone, to: gone + 3 });
  expect(moveSection(editor.state, a, -1)).toBeNull();
  expect(moveSectionBefore(editor.state, b, a)).toBeNull();
  expect(moveSectionBefore(editor.state, a, END)).toBeNull();
});

test('counts words, not guidance', () => {
  const { editor } = openEditor(
    docWith(seeded(paragraph('1', "l'eau co-write 2,5"), { type: 'guidance', attrs: { text: 'not these words' } })),
  );
  expect(wordsIn(editor.state.doc)).toBe(4);
});
