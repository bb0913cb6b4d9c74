// @vitest-environment happy-dom
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documentFragment, readDocument } from '../../../live';
import { docWith, exchange, node, openEditor, paragraph, placeOf, seeded, type TestClient } from './testing';

function pair(...content: Parameters<typeof seeded>): [TestClient, TestClient] {
  const update = seeded(...content);
  return [openEditor(docWith(update, 1)), openEditor(docWith(update, 2))];
}

const words = ({ editor }: TestClient) => editor.state.doc.textBetween(0, editor.state.doc.content.size, '|');

function expectSame(...clients: TestClient[]) {
  for (const { doc, editor } of clients) {
    const shown = editor.getJSON();
    const [first] = clients as [TestClient];
    expect(readDocument(doc)).toEqual(readDocument(first.doc));
    expect(shown).toEqual(first.editor.getJSON());
    expect(editor.state.doc.textContent).toBe(
      JSON.stringify(readDocument(doc))
        .match(/"text":"([^"]*)"/g)
        ?.map((part) => JSON.parse(`{${part}}`).text)
        .join('') ?? '',
    );
  }
}

describe('two editors', () => {
  test('show what the other writes, splits, joins, formats and makes a table of', () => {
    const [a, b] = pair(paragraph('1', 'one two'), paragraph('2', 'three'));
    a.editor.chain().setTextSelection(placeOf(a.editor, 'two')).splitBlock().insertContent('and ').run();
    b.editor.chain().setTextSelection(placeOf(b.editor, 'ree')).insertContent('x').run();
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect(words(a)).toBe('one |and two|thxree');
    b.editor.chain().selectAll().toggleBold().run();
    a.editor.commands.insertTable({ rows: 2, cols: 2 });
    exchange(a.doc, b.doc);
    expectSame(a, b);
    a.editor.chain().setTextSelection(placeOf(a.editor, 'thx')).toggleHeading({ level: 2 }).run();
    b.editor.chain().setTextSelection(placeOf(b.editor, 'one')).toggleBulletList().run();
    exchange(a.doc, b.doc);
    expectSame(a, b);
  });

  test('a block that did not change keeps its node, so that a change costs only itself', () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'), paragraph('3', 'three'));
    const [first, , third] = [b.editor.state.doc.child(0), null, b.editor.state.doc.child(2)];
    a.editor.commands.insertContentAt(placeOf(a.editor, 'two'), 'x');
    exchange(a.doc, b.doc);
    expect(words(b)).toBe('one|xtwo|three');
    expect(b.editor.state.doc.child(0)).toBe(first);
    expect(b.editor.state.doc.child(2)).toBe(third);
  });

  test.each(['aaaa', 'the same words', ''])('a caret stays where it was while others write around it in "%s"', (line) => {
    const [a, b] = pair(paragraph('0', 'before'), paragraph('1', line), paragraph('2', 'after'));
    const start = 1 + 'before'.length + 2;
    for (let offset = 0; offset <= line.length; offset++) {
      const [other, mine] = [openEditor(docWith(Y.encodeStateAsUpdate(a.doc))), openEditor(docWith(Y.encodeStateAsUpdate(b.doc)))];
      mine.editor.commands.setTextSelection(start + offset);
      const before = mine.editor.state.selection.$from.parent.textContent.slice(0, offset);
      other.editor.commands.insertContentAt(start + offset, 'a');
      other.editor.commands.insertContentAt(start, 'XY');
      other.editor.commands.insertContentAt(1, 'Z');
      exchange(other.doc, mine.doc);
      const { $from } = mine.editor.state.selection;
      const left = $from.parent.textContent.slice(0, $from.parentOffset);
      expect(left).toBe(offset === 0 ? '' : `XY${before}`);
      expectSame(other, mine);
    }
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'two who type at one place do not tear each other’s words, though their letters are alike, seed %i',
    (seed) => {
      const dice = random(seed);
      for (let round = 0; round < 8; round++) {
        const clients = pair(paragraph('1', 'start end'));
        const words = ['w0102 ', 'w0200 '];
        const typed = [0, 0];
        for (const { editor } of clients) editor.commands.setTextSelection(placeOf(editor, 'end'));
        while (typed.some((count) => count < 6)) {
          const who = dice(2);
          const { view } = (clients[who] as TestClient).editor;
          const letter = (words[who] as string)[(typed[who] as number)++];
          if (letter) view.dispatch(view.state.tr.insertText(letter));
          const [from, to] = dice(2) ? clients : [clients[1], clients[0]];
          if (dice(2)) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'network');
        }
        exchange(clients[0].doc, clients[1].doc);
        expectSame(...clients);
        for (const word of words) expect(clients[0].editor.getText()).toContain(word);
      }
    },
  );

  test.each([
    ['makes it a heading', (editor: TestClient['editor']) => editor.chain().setTextSelection(3).toggleHeading({ level: 2 }).run()],
    ['puts it into a list', (editor: TestClient['editor']) => editor.chain().setTextSelection(3).toggleBulletList().run()],
    [
      'moves it',
      ({ state, view }: TestClient['editor']) => {
        const block = state.doc.child(0);
        const cut = state.tr.delete(0, block.nodeSize);
        view.dispatch(cut.insert(cut.doc.content.size, block));
      },
    ],
  ])('a caret stays between the same letters when somebody else %s', (_, act) => {
    const [a, b] = pair(paragraph('1', 'one two'), paragraph('2', 'three'));
    b.editor.commands.setTextSelection(placeOf(b.editor, 'two'));
    act(a.editor);
    exchange(a.doc, b.doc);
    const { $from } = b.editor.state.selection;
    expect([$from.parent.textContent, $from.parentOffset]).toEqual(['one two', 4]);
    expectSame(a, b);
  });

  test('what was chosen for the next letter is not lost when somebody else types', () => {
    const [a, b] = pair(paragraph('1', 'one'));
    a.editor.commands.setTextSelection(2);
    a.editor.commands.toggleBold();
    b.editor.commands.insertContentAt(4, 'x');
    exchange(a.doc, b.doc);
    expect(a.editor.state.storedMarks?.map((mark) => mark.type.name)).toEqual(['bold']);
  });

  test('both type into the same empty paragraph: nothing lost, nothing twice', () => {
    const [a, b] = pair(paragraph('1'));
    a.editor.commands.insertContentAt(1, 'from a ');
    b.editor.commands.insertContentAt(1, 'from b ');
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect([...words(a).split('from ')].sort()).toEqual(['', 'a ', 'b ']);
    a.editor.commands.insertContentAt(1, 'more ');
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect(words(a)).toMatch(/^more /);
    expect([...words(a).replace('more ', '').split('from ')].sort()).toEqual(['', 'a ', 'b ']);
  });
});

describe('undo', () => {
  test('takes back my own changes alone and puts the caret back', () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'));
    a.editor.commands.setTextSelection(placeOf(a.editor, 'ne'));
    a.editor.commands.insertContent('A');
    b.editor.chain().setTextSelection(placeOf(b.editor, 'wo')).insertContent('B').run();
    exchange(a.doc, b.doc);
    a.editor.commands.setTextSelection(1);
    expect(a.editor.commands.undo()).toBe(true);
    exchange(a.doc, b.doc);
    expect(words(a)).toBe('one|tBwo');
    expect(a.editor.state.selection.from).toBe(2);
    expect(a.editor.commands.undo()).toBe(false);
    expect(a.editor.commands.redo()).toBe(true);
    exchange(a.doc, b.doc);
    expect(words(b)).toBe('oAne|tBwo');
    expectSame(a, b);
  });

  test('of a paragraph that somebody else wrote in since keeps their words', () => {
    const [a, b] = pair(paragraph('1', 'one'));
    a.editor.chain().setTextSelection(4).splitBlock().insertContent('mine').run();
    exchange(a.doc, b.doc);
    b.editor.commands.insertContentAt(placeOf(b.editor, 'mine') + 4, ' theirs');
    exchange(a.doc, b.doc);
    a.editor.commands.undo();
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect(words(a)).toBe('one| theirs');
  });
});

describe('what this version cannot show', () => {
  const foreign = () => {
    const poll = new Y.XmlElement('poll');
    poll.insert(0, [new Y.XmlText('a question')]);
    return poll;
  };

  test('does not open in an editor at all', () => {
    const doc = docWith(seeded(paragraph('1', 'one')));
    documentFragment(doc).push([foreign()]);
    expect(() => openEditor(doc)).toThrow('unknownNode poll');
    expect(documentFragment(doc).length).toBe(2);
  });

  test('is still in the shared document after it came, and nothing is written from then on', async () => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'));
    documentFragment(a.doc).insert(1, [foreign()]);
    exchange(a.doc, b.doc);
    await Promise.resolve();
    expect(b.problems).toEqual([{ kind: 'unknownNode', name: 'poll' }]);
    const before = Y.encodeStateAsUpdate(b.doc);
    b.editor.commands.insertContentAt(1, 'typed in the last millisecond');
    expect(Y.encodeStateAsUpdate(b.doc)).toEqual(before);
    expect(JSON.stringify(readDocument(b.doc))).toContain('a question');
  });

  test.each([
    ['a mark', (doc: Y.Doc) => ((documentFragment(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 2, { comment: { id: 'c' } })],
    ['an attribute', (doc: Y.Doc) => (documentFragment(doc).get(0) as Y.XmlElement).setAttribute('owner', 'org')],
  ])('%s of a later version survives', async (_, change) => {
    const [a, b] = pair(paragraph('1', 'one'), paragraph('2', 'two'));
    change(a.doc);
    const before = JSON.stringify(readDocument(a.doc));
    exchange(a.doc, b.doc);
    await Promise.resolve();
    b.editor.commands.insertContentAt(b.editor.state.doc.content.size - 1, '!');
    exchange(a.doc, b.doc);
    expect(b.problems).toHaveLength(1);
    expect(JSON.stringify(readDocument(b.doc))).toBe(before);
  });

  test('goes on by itself when it went away in the same moment', async () => {
    const [a, b] = pair(paragraph('1', 'one'));
    documentFragment(a.doc).push([foreign()]);
    Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc));
    documentFragment(a.doc).delete(1, 1);
    Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc));
    await Promise.resolve();
    expect(b.problems).toEqual([]);
    b.editor.commands.insertContentAt(1, 'on ');
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect(words(a)).toBe('on one');
  });

  test('an empty list that a merge left is taken away, and both go on writing', async () => {
    const list = node('bulletList', node('listItem', paragraph('1', 'one')), node('listItem', paragraph('2', 'two')));
    const [a, b] = pair(list, paragraph('3', 'after'));
    (documentFragment(a.doc).get(0) as Y.XmlElement).delete(0, 1);
    (documentFragment(b.doc).get(0) as Y.XmlElement).delete(1, 1);
    exchange(a.doc, b.doc);
    await Promise.resolve();
    exchange(a.doc, b.doc);
    expect([...a.problems, ...b.problems]).toEqual([]);
    expect(words(a)).toBe('after');
    b.editor.commands.insertContentAt(1, 'there');
    exchange(a.doc, b.doc);
    expectSame(a, b);
    expect(words(a)).toBe('thereafter');
  });

  test('in an editor that may not write, it stays as it is', async () => {
    const [a, b] = pair(node('bulletList', node('listItem', paragraph('1', 'one'))), paragraph('3', 'after'));
    b.editor.setEditable(false);
    (documentFragment(a.doc).get(0) as Y.XmlElement).delete(0, 1);
    const before = Y.encodeStateVector(a.doc);
    exchange(a.doc, b.doc);
    await Promise.resolve();
    expect(b.problems).toEqual([{ kind: 'malformed', name: 'bulletList' }]);
    expect(Y.encodeStateVector(b.doc)).toEqual(before);
  });
});

test('a selection within a table stays while others write elsewhere', () => {
  const cell = (id: string, line: string) => node('tableCell', paragraph(id, line));
  const [a, b] = pair(node('table', node('tableRow', cell('1', 'left'), cell('2', 'right'))), paragraph('3', 'after'));
  const at = placeOf(a.editor, 'ght');
  a.editor.view.dispatch(a.editor.state.tr.setSelection(TextSelection.create(a.editor.state.doc, at)));
  b.editor.commands.insertContentAt(placeOf(b.editor, 'eft'), '12345');
  exchange(a.doc, b.doc);
  expect(a.editor.state.selection.$from.parent.textContent.slice(0, a.editor.state.selection.$from.parentOffset)).toBe('ri');
  expectSame(a, b);
});

function random(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}
