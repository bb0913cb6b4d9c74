// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { docWith, node, openEditor, paragraph, placeOf, seeded } from './collaboration/testing';
import { Find, findKey } from './find';

function open(...lines: string[]) {
  const { editor } = openEditor(docWith(seeded(...lines.map((line, index) => paragraph(String(index), line)))), [Find]);
  const found = () => {
    const state = findKey.getState(editor.state);
    return (state?.matches ?? []).map(({ from, to }) => editor.state.doc.textBetween(from, to));
  };
  return { editor, found, words: () => editor.state.doc.textBetween(0, editor.state.doc.content.size, '|') };
}

test('accents and capitals do not matter, unless asked', () => {
  const { editor, found } = open('Η Στρατηγική και η ΣΤΡΑΤΗΓΙΚΗ', 'στρατηγικη Łódź LODZ');
  editor.commands.find({ text: 'στρατηγική', exact: false });
  expect(found()).toEqual(['Στρατηγική', 'ΣΤΡΑΤΗΓΙΚΗ', 'στρατηγικη']);
  editor.commands.find({ text: 'lodz', exact: false });
  expect(found()).toEqual(['Łódź', 'LODZ']);
  editor.commands.find({ text: 'Στρατηγική', exact: true });
  expect(found()).toEqual(['Στρατηγική']);
});

test('a match across bold and plain text, after a line break and in a list is found where it is', () => {
  const { editor } = openEditor(docWith(seeded(node('bulletList', node('listItem', paragraph('1', 'one needle two'))))), [Find]);
  const at = placeOf(editor, 'needle');
  editor
    .chain()
    .setTextSelection({ from: at, to: at + 3 })
    .toggleBold()
    .run();
  editor.chain().setTextSelection(at).setHardBreak().run();
  editor.commands.find({ text: 'needle', exact: false });
  expect(findKey.getState(editor.state)?.matches).toEqual([{ from: at + 1, to: at + 7 }]);
});

test('steps forward and back, round the ends', () => {
  const { editor } = open('a x a', 'a');
  editor.commands.find({ text: 'a', exact: false });
  const active = () => findKey.getState(editor.state)?.active;
  expect(active()).toBe(0);
  editor.commands.findStep(-1);
  expect(active()).toBe(2);
  editor.commands.findStep(1);
  expect(active()).toBe(0);
  expect(editor.state.selection.from).toBe(1);
});

test('matches follow what is typed', () => {
  const { editor, found } = open('one', 'two');
  editor.commands.find({ text: 'one', exact: false });
  editor.commands.insertContentAt(placeOf(editor, 'two'), 'one ');
  expect(found()).toEqual(['one', 'one']);
  editor.commands.find({ text: '', exact: false });
  expect(found()).toEqual([]);
});

test('replaces one, then all in one step of undo', () => {
  const { editor, words } = open('cat cat', 'Cat');
  editor.commands.find({ text: 'cat', exact: false });
  editor.commands.replaceMatch('dog');
  expect(words()).toBe('dog cat|Cat');
  expect(findKey.getState(editor.state)?.active).toBe(0);
  editor.commands.replaceAllMatches('catfish');
  expect(words()).toBe('dog catfish|catfish');
  editor.commands.undo();
  expect(words()).toBe('dog cat|Cat');
  editor.commands.undo();
  expect(words()).toBe('cat cat|Cat');
});
