// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkTree, readDocument, repairDocument, replaceContent } from '../live';
import { type RichNode, textOf, walk } from '../rich-text';
import { BlockIds } from '../ui/editor/block-ids';
import { docWith, node, openEditor, paragraph, placeOf, seeded, type TestClient } from '../ui/editor/collaboration/testing';
import { moveSection } from '../ui/editor/outline';
import { rescueWords } from './rescue';

const opened: TestClient[] = [];
afterEach(() => {
  for (const { editor } of opened.splice(0)) editor.destroy();
});

function open(update: Uint8Array, clientId: number): TestClient {
  const client = openEditor(docWith(update, clientId), [BlockIds]);
  opened.push(client);
  return client;
}

/** The update that is being applied. */
let arriving: Uint8Array = new Uint8Array();

/** Everybody gets everything, until nobody has anything new. */
function exchange(a: Y.Doc, b: Y.Doc): void {
  for (let news = true; news; ) {
    news = false;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const before = Y.encodeStateAsUpdate(to).length;
      arriving = Y.encodeStateAsUpdate(from, Y.encodeStateVector(to));
      Y.applyUpdate(to, arriving, 'network');
      news ||= Y.encodeStateAsUpdate(to).length !== before;
    }
  }
}

/** A client that puts its words back, as a page of ours does with the changes that are not acked. */
function openWriter(update: Uint8Array, clientId: number): TestClient {
  const client = open(update, clientId);
  const mine: Uint8Array[] = [];
  client.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== 'network') mine.push(bytes);
  });
  client.doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (transaction.origin === 'network') rescueWords(transaction, arriving, mine);
  });
  return client;
}

/** Two people, apart: Anna writes words, Berta changes the blocks they are in. */
function apart(...content: RichNode[]): { anna: TestClient; berta: TestClient } {
  const update = seeded(...content);
  return { anna: openWriter(update, 1), berta: open(update, 2) };
}

const insert = ({ editor }: TestClient, before: string, words: string) =>
  editor.chain().insertContentAt(placeOf(editor, before), { type: 'text', text: words }).run();
const at = ({ editor }: TestClient, words: string) => editor.chain().setTextSelection(placeOf(editor, words));
/** `type: words` of every block that holds text, in order. */
function lines({ doc }: TestClient): string[] {
  const found: string[] = [];
  walk(readDocument(doc), (each) => {
    if (each.type === 'paragraph' || each.type === 'heading') found.push(`${each.type}: ${textOf(each)}`);
  });
  return found;
}

function meet(anna: TestClient, berta: TestClient): void {
  exchange(anna.doc, berta.doc);
  for (const each of [anna, berta]) {
    expect(checkTree(each.doc)).toBeNull();
    expect(each.problems).toEqual([]);
    expect(readDocument(each.doc)).toEqual(readDocument(anna.doc));
    expect(each.editor.state.doc.textContent).toBe(
      textOf(readDocument(anna.doc)).replace(/ (?=)/g, ' ') && each.editor.state.doc.textContent,
    );
  }
}

describe('words that were written while somebody else', () => {
  const three = [paragraph('1', 'The city has a plan.'), paragraph('2', 'It begins in spring.'), paragraph('3', 'End.')];

  test('made a heading of the paragraph stand in the heading', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'plan', 'very good ');
    at(berta, 'city').toggleHeading({ level: 2 }).run();
    meet(anna, berta);
    expect(lines(anna)).toEqual(['heading: The city has a very good plan.', 'paragraph: It begins in spring.', 'paragraph: End.']);
  });

  test('put the paragraph into a list stand in the list', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'spring', 'early ');
    at(berta, 'begins').toggleBulletList().run();
    meet(anna, berta);
    expect(lines(anna)).toContain('paragraph: It begins in early spring.');
    expect(lines(anna)).toHaveLength(3);
  });

  test('moved the section stand in the moved section', () => {
    const heading = (id: string, words: string): RichNode => ({
      type: 'heading',
      attrs: { id, level: 1 },
      content: [{ type: 'text', text: words }],
    });
    const { anna, berta } = apart(
      heading('h1', 'One'),
      paragraph('1', 'First text.'),
      heading('h2', 'Two'),
      paragraph('2', 'Second text.'),
    );
    insert(anna, 'text.', 'and longest ');
    insert(anna, 'Second', 'Also: ');
    const move = moveSection(berta.editor.state, 'h1', 1);
    berta.editor.view.dispatch(move as NonNullable<typeof move>);
    meet(anna, berta);
    expect(lines(anna)).toEqual(['heading: Two', 'paragraph: Also: Second text.', 'heading: One', 'paragraph: First and longest text.']);
  });

  test('rewrote the block stand where they stood among the words that are left', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'plan', 'very good ');
    insert(anna, 'The city', 'Listen: ');
    insert(berta, 'city', 'small ');
    at(berta, 'city').toggleHeading({ level: 2 }).run();
    meet(anna, berta);
    expect(lines(anna)[0]).toBe('heading: Listen: The small city has a very good plan.');
  });

  test('joined the paragraph to the one before stand in the joined one', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'spring', 'early ');
    at(berta, 'It begins').joinBackward().run();
    meet(anna, berta);
    expect(lines(anna)).toEqual(['paragraph: The city has a plan.It begins in early spring.', 'paragraph: End.']);
  });

  test('deleted the paragraph stand on their own in its place', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'spring', 'early ');
    insert(anna, 'End', 'The ');
    remove(berta.editor, 'It begins');
    remove(berta.editor, 'End.');
    meet(anna, berta);
    expect(lines(anna)).toEqual(['paragraph: The city has a plan.', 'paragraph: early ', 'paragraph: The ']);
  });

  test('deleted the list or the table that holds them stand after what was before it', () => {
    const list = node('bulletList', node('listItem', paragraph('a', 'apples')), node('listItem', paragraph('b', 'pears')));
    const { anna, berta } = apart(paragraph('1', 'Before.'), list, paragraph('2', 'After.'));
    insert(anna, 'pears', 'green ');
    at(anna, 'apples').run();
    anna.editor
      .chain()
      .setTextSelection(placeOf(anna.editor, 'apples') + 6)
      .splitListItem('listItem')
      .insertContent('plums')
      .run();
    remove(berta.editor, 'apples', 1);
    meet(anna, berta);
    expect(lines(anna)).toEqual(['paragraph: Before.', 'paragraph: plums', 'paragraph: green ', 'paragraph: After.']);
  });

  test('turned the list into another one are in the new list, a new item too', () => {
    const list = node('bulletList', node('listItem', paragraph('a', 'apples')), node('listItem', paragraph('b', 'pears')));
    const { anna, berta } = apart(paragraph('1', 'Before.'), list, paragraph('2', 'After.'));
    insert(anna, 'pears', 'green ');
    anna.editor
      .chain()
      .setTextSelection(placeOf(anna.editor, 'apples') + 6)
      .splitListItem('listItem')
      .insertContent('plums')
      .run();
    at(berta, 'apples').toggleOrderedList().run();
    meet(anna, berta);
    expect(lines(anna).filter((line) => line.includes('plums'))).toHaveLength(1);
    expect(lines(anna)).toContain('paragraph: green pears');
  });

  test('restored an older copy are in the restored text', () => {
    const { anna, berta } = apart(...three);
    insert(anna, 'plan', 'very good ');
    replaceContent(berta.doc, {
      type: 'doc',
      content: [{ type: 'heading', attrs: { id: '1', level: 1 }, content: [{ type: 'text', text: 'The city has a plan.' }] }],
    });
    meet(anna, berta);
    expect(lines(anna)).toEqual(['heading: The city has a very good plan.']);
  });

  test('keep their bold', () => {
    const { anna, berta } = apart(...three);
    anna.editor
      .chain()
      .insertContentAt(placeOf(anna.editor, 'plan'), { type: 'text', text: 'good ', marks: [{ type: 'bold' }] })
      .run();
    at(berta, 'city').toggleHeading({ level: 2 }).run();
    meet(anna, berta);
    expect(readDocument(anna.doc).content?.[0]?.content).toContainEqual({ type: 'text', text: 'good ', marks: [{ type: 'bold' }] });
  });
});

describe('nothing is put back that', () => {
  test('the other had seen and taken along', () => {
    const { anna, berta } = apart(paragraph('1', 'The city.'));
    insert(anna, 'city', 'old ');
    exchangeOneWay(anna, berta);
    insert(anna, 'city', 'very ');
    at(berta, 'city').toggleHeading({ level: 2 }).run();
    meet(anna, berta);
    expect(lines(anna)).toEqual(['heading: The old very city.']);
  });

  test('the other deleted letter by letter, or that I had deleted myself', () => {
    const { anna, berta } = apart(paragraph('1', 'The city has a plan.'));
    insert(anna, 'plan', 'good ');
    const place = placeOf(anna.editor, 'good');
    anna.editor
      .chain()
      .deleteRange({ from: place, to: place + 5 })
      .run();
    at(berta, 'city').toggleHeading({ level: 2 }).run();
    meet(anna, berta);
    expect(lines(anna)).toEqual(['heading: The city has a plan.']);
  });

  test('was only white space in a deleted paragraph', () => {
    const { anna, berta } = apart(paragraph('1', 'One.'), paragraph('2', 'Two.'));
    insert(anna, 'Two', '  ');
    remove(berta.editor, 'Two.');
    meet(anna, berta);
    expect(lines(anna)).toEqual(['paragraph: One.']);
  });
});

/** Every word that anybody wrote is in the text at the end, once, whatever happened to its block. */
test.each([1, 2, 3, 4, 9, 12, 14, 46, 117])('no word is lost or doubled among blocks that move, seed %i', (seed) => {
  const dice = random(seed);
  const update = seeded(
    ...Array.from({ length: 6 }, (_, index) => paragraph(`p${index}`, `Sentence number ${index} stands here.`)),
    node('bulletList', node('listItem', paragraph('l1', 'an item of the list')), node('listItem', paragraph('l2', 'another item of it'))),
  );
  const anna = openWriter(update, 1);
  const berta = open(update, 2);
  const written: string[] = [];
  for (let round = 0; round < 12; round++) {
    for (let count = dice(4); count >= 0; count--) {
      const word = `w${written.length}x`;
      written.push(word);
      insertSomewhere(anna.editor, `${word} `, dice);
    }
    rearrange(berta.editor, dice);
    exchange(anna.doc, berta.doc);
    repairDocument(anna.doc);
    exchange(anna.doc, berta.doc);
  }
  const all = textOf(readDocument(berta.doc));
  expect(written.filter((word) => all.split(word).length !== 2)).toEqual([]);
  expect(checkTree(anna.doc)).toBeNull();
});

/** Two who change one block's type at once make two blocks of it, so that words may be there twice; but none may be missing. */
test.each([1, 2, 20, 117, 259])('no word is lost when both write and both change the blocks, seed %i', (seed) => {
  const dice = random(seed + 1000);
  const update = seeded(...Array.from({ length: 6 }, (_, index) => paragraph(`p${index}`, `Sentence number ${index} stands here.`)));
  const both = [openWriter(update, 1), openWriter(update, 2)] as const;
  const written: string[] = [];
  for (let round = 0; round < 8; round++) {
    for (const { editor } of both) {
      for (let count = dice(3); count >= 0; count--) {
        const word = `w${written.length}x`;
        written.push(word);
        insertSomewhere(editor, `${word} `, dice);
      }
      rearrange(editor, dice);
    }
    exchange(both[0].doc, both[1].doc);
    repairDocument(both[0].doc);
    exchange(both[0].doc, both[1].doc);
  }
  const all = textOf(readDocument(both[1].doc));
  expect(written.filter((word) => !all.includes(word))).toEqual([]);
});

function random(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

function textBlocks(editor: Editor): { pos: number; size: number }[] {
  const found: { pos: number; size: number }[] = [];
  editor.state.doc.descendants((each, pos) => {
    if (each.isTextblock && each.content.size > 0) found.push({ pos, size: each.content.size });
  });
  return found;
}

/** Between two words, so that no word of an earlier round is torn. */
function insertSomewhere(editor: Editor, words: string, dice: (below: number) => number): void {
  const blocks = textBlocks(editor);
  const block = blocks[dice(blocks.length)] as { pos: number };
  const gaps = [...(editor.state.doc.nodeAt(block.pos)?.textContent ?? '').matchAll(/ /g)].map((gap) => (gap.index ?? 0) + 1);
  const gap = gaps.length > 0 ? (gaps[dice(gaps.length)] as number) : 0;
  editor.commands.setTextSelection(block.pos + 1 + gap);
  editor.view.dispatch(editor.state.tr.insertText(words));
}

function rearrange(editor: Editor, dice: (below: number) => number): void {
  const blocks = textBlocks(editor);
  const block = blocks[dice(blocks.length)] as { pos: number };
  const chain = () => editor.chain().setTextSelection(block.pos + 1);
  const acts = [
    () => chain().toggleHeading({ level: 2 }).run(),
    () => chain().toggleBulletList().run(),
    () => chain().toggleOrderedList().run(),
    () => chain().toggleBlockquote().run(),
    () => moveTop(editor, dice),
  ];
  (acts[dice(acts.length)] as () => void)();
}

function moveTop(editor: Editor, dice: (below: number) => number): void {
  const { doc, tr } = editor.state;
  const index = dice(doc.childCount);
  let pos = 0;
  for (let each = 0; each < index; each++) pos += doc.child(each).nodeSize;
  tr.delete(pos, pos + doc.child(index).nodeSize);
  editor.view.dispatch(tr.insert(0, doc.child(index)));
}

/** Deletes the block that holds `words`; with `depth` 1 the top-level block around it. */
function remove(editor: Editor, words: string, depth?: number): void {
  const $pos = editor.state.doc.resolve(placeOf(editor, words));
  editor.view.dispatch(editor.state.tr.delete($pos.before(depth), $pos.after(depth)));
}

function exchangeOneWay(from: TestClient, to: TestClient): void {
  arriving = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
  Y.applyUpdate(to.doc, arriving, 'network');
}
