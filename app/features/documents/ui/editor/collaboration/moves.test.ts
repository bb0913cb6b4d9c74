// @vitest-environment happy-dom
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkTree, documentFragment, readDocument } from '../../../live';
import { type RichNode, walk } from '../../../rich-text';
import { BlockIds } from '../block-ids';
import { moveSection } from '../outline';
import { docWith, exchange, node, openEditor, paragraph, placeOf, seeded, type TestClient, text } from './testing';

type Ed = TestClient['editor'];

function open(update: Uint8Array, clientId: number): TestClient {
  return openEditor(docWith(update, clientId), [BlockIds]);
}

function pair(...content: RichNode[]): [TestClient, TestClient] {
  const update = seeded(...content);
  return [open(update, 1), open(update, 2)];
}

const heading = (id: string, words: string): RichNode => ({ type: 'heading', attrs: { id, level: 1 }, content: [text(words)] });
const item = (id: string, words: string) => node('listItem', paragraph(id, words));
const words = ({ editor }: TestClient) => editor.state.doc.textBetween(0, editor.state.doc.content.size, '|');

/** The shared elements whose blocks have these ids. */
function elements({ doc }: TestClient): Map<string, Y.XmlElement> {
  const found = new Map<string, Y.XmlElement>();
  for (const each of documentFragment(doc).createTreeWalker((type) => type instanceof Y.XmlElement)) {
    const id = each instanceof Y.XmlElement ? each.getAttribute('id') : undefined;
    if (id) found.set(id, each as Y.XmlElement);
  }
  return found;
}

/** The ids of blocks whose shared element is another one after `act`. */
function madeAnew(client: TestClient, act: (editor: Ed) => unknown): string[] {
  const before = elements(client);
  act(client.editor);
  expectWritten(client);
  return [...elements(client)].filter(([id, element]) => before.get(id) !== element).map(([id]) => id);
}

/** The shared tree holds what the editor shows, and every id once. */
function expectWritten({ doc, editor, problems }: TestClient): void {
  expect(problems).toEqual([]);
  expect(checkTree(doc)).toBeNull();
  const shared = readDocument(doc);
  expect(editor.schema.nodeFromJSON(shared).toJSON()).toEqual(editor.getJSON());
  const ids: unknown[] = [];
  walk(shared, ({ attrs }) => attrs?.id && ids.push(attrs.id));
  expect(new Set(ids).size).toBe(ids.length);
}

function meet(...clients: [TestClient, TestClient]): void {
  exchange(...clients.map(({ doc }) => doc));
  for (const client of clients) {
    expectWritten(client);
    expect(readDocument(client.doc)).toEqual(readDocument(clients[0].doc));
  }
}

/** Sets the blocks in the order of `order`, in one change. */
function reorder({ state, view }: Ed, ...order: number[]): void {
  const blocks = order.map((index) => state.doc.child(index));
  view.dispatch(state.tr.replaceWith(0, state.doc.content.size, blocks));
}

function type({ state, view }: Ed, before: string, letters: string, from = 0): void {
  const at = placeOf({ state } as Ed, before) + from;
  view.dispatch(state.tr.insertText(letters, at));
}

const sections = [
  heading('h1', 'One'),
  paragraph('1', 'First text.'),
  heading('h2', 'Two'),
  paragraph('2', 'The second text, a long one.'),
];

describe('what somebody else writes next to blocks that move stays in its block', () => {
  test('when a section moves up', () => {
    const [a, b] = pair(...sections);
    const move = moveSection(a.editor.state, 'h2', -1);
    a.editor.view.dispatch(move as NonNullable<typeof move>);
    type(b.editor, 'second', 'very ');
    meet(a, b);
    expect(words(a)).toBe('Two|The very second text, a long one.|One|First text.');
  });

  test('when two change places', () => {
    const [a, b] = pair(paragraph('1', 'short'), paragraph('2', 'a longer paragraph'));
    reorder(a.editor, 1, 0);
    type(b.editor, 'paragraph', 'good ');
    meet(a, b);
    expect(words(a)).toBe('a longer good paragraph|short');
    expect(elements(a).get('2')?.toString()).toContain('a longer good paragraph');
  });

  test('when all turn round', () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'), paragraph('3', 'the third and longest'), paragraph('4', 'four'));
    reorder(a.editor, 3, 2, 1, 0);
    type(b.editor, 'longest', 'by far ');
    meet(a, b);
    expect(words(a)).toBe('four|the third and by far longest|two|one');
  });

  test('when one is deleted and another is put in its place', () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'), paragraph('3', 'three'));
    const fresh = a.editor.schema.nodeFromJSON(paragraph('', 'fresh'));
    a.editor.view.dispatch(a.editor.state.tr.replaceWith(0, 10, [fresh, fresh]));
    type(b.editor, 'ree', 'X');
    meet(a, b);
    expect(words(a)).toBe('fresh|fresh|thXree');
  });

  test('when an empty line is put before it', () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'));
    a.editor.chain().setTextSelection(placeOf(a.editor, 'one')).splitBlock().run();
    type(b.editor, 'ne', 'X');
    meet(a, b);
    expect(words(a)).toBe('|oXne|two');
  });

  test('when it is joined to a shorter one', () => {
    const [a, b] = pair(paragraph('1', 'No'), paragraph('2', ', a longer one'));
    a.editor.chain().setTextSelection(placeOf(a.editor, ', a')).joinBackward().run();
    type(b.editor, 'longer', 'much ');
    meet(a, b);
    expect(words(a)).toBe('No, a much longer one');
  });

  test('when items of a list change places, or one is lifted out', () => {
    const [a, b] = pair(node('bulletList', item('1', 'one'), item('2', 'the second item'), item('3', 'three')));
    const list = a.editor.state.doc.child(0);
    const turned = list.copy(list.content.replaceChild(0, list.child(1)).replaceChild(1, list.child(0)));
    a.editor.view.dispatch(a.editor.state.tr.replaceWith(0, list.nodeSize, turned));
    type(b.editor, 'second', 'very ');
    meet(a, b);
    expect(words(a)).toBe('the very second item|one|three');
    a.editor.chain().setTextSelection(placeOf(a.editor, 'the very')).liftListItem('listItem').run();
    type(b.editor, 'hree', 'X');
    type(b.editor, 'one', 'Y');
    meet(a, b);
    expect(words(a)).toBe('the very second item|Yone|tXhree');
  });
});

describe('no more is made anew than must be', () => {
  const [short, long] = ['Short.', 'A long paragraph with a good many words in it.'];
  const four = [paragraph('1', short), paragraph('2', long), paragraph('3', long), paragraph('4', short)];

  test.each<[string, (editor: Ed) => unknown, string[]]>([
    ['a short block past a long one', (editor) => reorder(editor, 1, 0, 2, 3), ['1']],
    ['a long block past a short one', (editor) => reorder(editor, 0, 1, 3, 2), ['4']],
    ['the first to the end', (editor) => reorder(editor, 1, 2, 3, 0), ['1']],
    ['the last to the front', (editor) => reorder(editor, 3, 0, 1, 2), ['4']],
    ['the outer two', (editor) => reorder(editor, 3, 1, 2, 0), ['1', '4']],
    ['nothing, but delete one', (editor) => reorder(editor, 0, 1, 3), []],
  ])('to move %s', (_, act, expected) => {
    const client = open(seeded(...four), 1);
    expect(madeAnew(client, act).sort()).toEqual(expected);
  });

  test('to move and write at once', () => {
    const client = open(seeded(...four), 1);
    const anew = madeAnew(client, ({ state, view, schema }) => {
      const changed = [3, 1, 0, 2].map((index) => {
        const block = state.doc.child(index);
        return block.copy(block.content.append(Fragment.from(schema.text(' More.'))));
      });
      view.dispatch(state.tr.replaceWith(0, state.doc.content.size, changed));
    });
    expect(anew.sort()).toEqual(['1', '4']);
  });

  test('to make a heading, a list and a quote of paragraphs, and to lift an item out of a list', () => {
    const client = open(seeded(...four), 1);
    const at = (editor: Ed, index: number) => {
      let pos = 0;
      for (let each = 0; each < index; each++) pos += editor.state.doc.child(each).nodeSize;
      return editor.chain().setTextSelection(pos + 1);
    };
    expect(madeAnew(client, (editor) => at(editor, 1).toggleHeading({ level: 2 }).run())).toEqual(['2']);
    expect(madeAnew(client, (editor) => at(editor, 1).toggleHeading({ level: 3 }).run())).toEqual([]);
    expect(madeAnew(client, (editor) => at(editor, 2).toggleBlockquote().run())).toEqual(['3']);
    const list = open(seeded(node('bulletList', item('1', short), item('2', long), item('3', short))), 1);
    expect(madeAnew(list, (editor) => editor.chain().setTextSelection(3).liftListItem('listItem').run())).toEqual(['1']);
    expect(madeAnew(list, (editor) => editor.chain().setTextSelection(placeOf(editor, 'A long')).sinkListItem('listItem').run())).toEqual(
      [],
    );
    const place = (editor: Ed) => editor.chain().setTextSelection(editor.state.doc.content.size - 4);
    expect(madeAnew(list, (editor) => place(editor).sinkListItem('listItem').run())).toEqual(['3']);
  });

  test('to put a row and a column into a table', () => {
    const cell = (id: string) => node('tableCell', paragraph(id, `cell ${id}`));
    const client = open(seeded(node('table', node('tableRow', cell('1'), cell('2')), node('tableRow', cell('3'), cell('4')))), 1);
    const old = new Set(elements(client).keys());
    const anew = madeAnew(client, (editor) => {
      editor.chain().setTextSelection(4).addRowBefore().addColumnBefore().run();
    });
    expect(anew.filter((id) => old.has(id))).toEqual([]);
  });

  test('to give an id to a block that has none', () => {
    const doc = docWith(seeded(paragraph('1', 'one'), paragraph('2', 'two')), 1);
    const [first] = documentFragment(doc).toArray() as Y.XmlElement[];
    first?.removeAttribute('id');
    const client = openEditor(doc, [BlockIds]);
    type(client.editor, 'ne', 'X');
    expectWritten(client);
    expect(documentFragment(doc).get(0)).toBe(first);
    expect(first?.getAttribute('id')).toBeTruthy();
  });
});

test('the undo of a move puts everything back, with what somebody else wrote meanwhile', () => {
  const [a, b] = pair(...sections);
  const move = moveSection(a.editor.state, 'h2', -1);
  a.editor.view.dispatch(move as NonNullable<typeof move>);
  exchange(a.doc, b.doc);
  type(b.editor, 'second', 'very ');
  exchange(a.doc, b.doc);
  a.editor.commands.undo();
  meet(a, b);
  expect(words(a)).toBe('One|First text.|Two|The very second text, a long one.');
  a.editor.commands.redo();
  meet(a, b);
  expect(words(a)).toBe('Two|The very second text, a long one.|One|First text.');
});

test('many blocks that are pasted into the middle of one leave the others alone', () => {
  const [a, b] = pair(paragraph('1', 'start end'), paragraph('2', 'after'));
  const pasted = Array.from({ length: 40 }, (_, index) => a.editor.schema.nodeFromJSON(paragraph('', `line ${index}`)));
  const { tr } = a.editor.state;
  const content = a.editor.schema.topNodeType.create(null, pasted).content;
  a.editor.view.dispatch(tr.replace(placeOf(a.editor, 'end'), placeOf(a.editor, 'end'), new Slice(content, 1, 1)));
  type(b.editor, 'after', 'and ');
  type(b.editor, 'tart', 'X');
  meet(a, b);
  expect(words(a)).toMatch(/^sXtart line 0\|line 1\|.*\|line 39end\|and after$/);
});

test('letters are not taken for typed where another block has come to the caret', () => {
  const client = open(seeded(paragraph('1', 'word'), paragraph('2', 'x'), paragraph('3', 'end')), 1);
  const { state, view, schema } = client.editor;
  const change = state.tr.delete(6, 9).insert(0, schema.nodeFromJSON(paragraph('', 'word more')));
  view.dispatch(change.setSelection(TextSelection.create(change.doc, 10)));
  expectWritten(client);
  expect(words(client)).toBe('word more|word|end');
});

test.each([1, 2, 3, 4, 5, 268, 370])('whatever is changed at once, it is written as it is shown, seed %i', (seed) => {
  const dice = random(seed);
  const client = open(
    seeded(
      ...Array.from({ length: 8 }, (_, index) => paragraph(`p${index}`, 'word '.repeat(dice(9) + 1))),
      node(
        'bulletList',
        item('l1', 'one'),
        item('l2', 'two'),
        node('listItem', paragraph('l3', 'three'), node('bulletList', item('l4', 'in'))),
      ),
      node('horizontalRule'),
      node('blockquote', paragraph('q1', 'quoted'), paragraph('q2', 'too')),
      node('horizontalRule'),
    ),
    1,
  );
  for (let round = 0; round < 25; round++) {
    const { state, view } = client.editor;
    view.dispatch(state.tr.replaceWith(0, state.doc.content.size, shuffled(state.doc, dice)));
    expectWritten(client);
  }
  const other = open(Y.encodeStateAsUpdate(client.doc), 2);
  expect(other.editor.getJSON()).toEqual(client.editor.getJSON());
});

/** Some children moved, gone, doubled, or changed within. */
function shuffled(parent: Node, dice: (below: number) => number): Node[] {
  const children: Node[] = [];
  parent.forEach((child) => {
    if (dice(12) === 0 && parent.childCount > 4) return;
    children.push(changed(child, dice));
    if (dice(12) === 0) children.push(child);
  });
  for (let moves = dice(4); moves > 0; moves--) {
    const [moved] = children.splice(dice(children.length), 1);
    if (moved) children.splice(dice(children.length + 1), 0, moved);
  }
  return children.length > 0 ? children : [parent.child(0)];
}

function changed(block: Node, dice: (below: number) => number): Node {
  if (dice(3) > 0 || block.isLeaf) return block;
  const { schema } = block.type;
  if (block.isTextblock) {
    const content = block.content.append(Fragment.from(schema.text(`${dice(100)}`)));
    return dice(3) === 0 ? (schema.nodes.heading as typeof block.type).create({ ...block.attrs, level: 1 }, content) : block.copy(content);
  }
  const result = block.type.create(block.attrs, shuffled(block, dice));
  return block.type.validContent(result.content) ? result : block;
}

function random(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}
