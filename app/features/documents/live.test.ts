import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkTree, documentFragment, readDocument, repairBlockIds, repairDocument, replaceContent, seedUpdate } from './live';
import type { RichNode } from './rich-text';

const text = (words: string, ...marks: string[]): RichNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (id: string | null, ...content: RichNode[]): RichNode => ({
  type: 'paragraph',
  ...(id && { attrs: { id } }),
  ...(content.length > 0 && { content }),
});
const block = (type: string, ...content: RichNode[]): RichNode => ({ type, ...(content.length > 0 && { content }) });
const root = (...content: RichNode[]): RichNode => ({ type: 'doc', content });

function docOf(...content: RichNode[]): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(root(...content)));
  return doc;
}

/** The same document on another machine. */
function copy(doc: Y.Doc): Y.Doc {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  return other;
}

/** Both see what the other wrote meanwhile. */
function merge(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(a, fromB);
  Y.applyUpdate(b, fromA);
}

function first(doc: Y.Doc): Y.XmlElement {
  return documentFragment(doc).get(0) as Y.XmlElement;
}

const rich = root(
  { type: 'heading', attrs: { level: 2, id: 'h' }, content: [text('Στρατηγική')] },
  { type: 'guidance', attrs: { text: 'Say why.' } },
  paragraph('p', text('plain '), text('bold', 'bold'), { type: 'hardBreak' }, text('after')),
  block('bulletList', block('listItem', paragraph('li', text('item')))),
  {
    type: 'taskList',
    content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('task', text('done'))] }],
  },
  block('table', block('tableRow', { type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 }, content: [paragraph('cell', text('wide'))] })),
  {
    type: 'paragraph',
    attrs: { id: 'link' },
    content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] }],
  },
);

describe('reading', () => {
  test('gives back what was seeded', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate(rich));
    expect(readDocument(doc)).toMatchObject(rich);
    expect(checkTree(doc)).toBeNull();
  });

  test('changes nothing, not even where the tree is unknown or malformed', () => {
    const doc = docOf(paragraph('a', text('kept')));
    const poll = new Y.XmlElement('poll');
    poll.insert(0, [new Y.XmlText('a question')]);
    documentFragment(doc).insert(1, [poll, new Y.XmlElement('bulletList')]);
    const before = Y.encodeStateAsUpdate(doc);
    const read = readDocument(doc);
    checkTree(doc);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect(read.content?.[1]).toEqual({ type: 'poll', content: [{ type: 'text', text: 'a question' }] });
  });

  test('of an empty room gives no blocks', () => {
    expect(readDocument(new Y.Doc())).toEqual({ type: 'doc', content: [] });
  });
});

describe('checking', () => {
  const cases: [string, (doc: Y.Doc) => void, object][] = [
    ['a node of a later version', (doc) => documentFragment(doc).push([new Y.XmlElement('poll')]), { kind: 'unknownNode', name: 'poll' }],
    [
      'a mark of a later version',
      (doc) => (first(doc).get(0) as Y.XmlText).format(0, 2, { comment: { id: '1' } }),
      { kind: 'unknownMark', name: 'comment' },
    ],
    [
      'an attribute of a later version',
      (doc) => first(doc).setAttribute('owner', 'x'),
      { kind: 'unknownAttribute', name: 'paragraph.owner' },
    ],
    [
      'an attribute of a known mark',
      (doc) => (first(doc).get(0) as Y.XmlText).format(0, 2, { link: { href: 'https://e.org', note: 'x' } }),
      { kind: 'unknownAttribute', name: 'link.note' },
    ],
    ['an embed', (doc) => (first(doc).get(0) as Y.XmlText).insertEmbed(0, { picture: 'x' }), { kind: 'unknownNode', name: 'embed' }],
    ['an empty list', (doc) => documentFragment(doc).push([new Y.XmlElement('bulletList')]), { kind: 'malformed', name: 'bulletList' }],
    ['text outside of a block', (doc) => documentFragment(doc).push([new Y.XmlText('x')]), { kind: 'malformed', name: 'doc' }],
    ['an id that is no text', (doc) => first(doc).setAttribute('id', 7 as unknown as string), { kind: 'malformed', name: 'paragraph' }],
  ];
  test.each(cases)('finds %s', (_, change, problem) => {
    const doc = docOf(paragraph('a', text('some words')));
    expect(checkTree(doc)).toBeNull();
    change(doc);
    expect(checkTree(doc)).toEqual(problem);
    expect(checkTree(Y.encodeStateAsUpdate(doc))).toEqual(problem);
  });

  test('finds a cell that spans a million columns', () => {
    const doc = docOf(block('table', block('tableRow', block('tableCell', paragraph('a')))));
    const cell = (first(doc).get(0) as Y.XmlElement).get(0) as Y.XmlElement;
    cell.setAttribute('colspan', 1_000_000 as unknown as string);
    expect(checkTree(doc)).toEqual({ kind: 'malformed', name: 'tableCell' });
  });
});

describe('repairing what a merge left', () => {
  test('an empty list goes, once, although both repair it', () => {
    const a = docOf(
      block('bulletList', block('listItem', paragraph('1', text('one'))), block('listItem', paragraph('2', text('two')))),
      paragraph('p', text('after')),
    );
    const b = copy(a);
    first(a).delete(0, 1);
    first(b).delete(1, 1);
    merge(a, b);
    expect(checkTree(a)).toEqual({ kind: 'malformed', name: 'bulletList' });
    expect(repairDocument(a)).toBe(1);
    expect(repairDocument(b)).toBe(1);
    merge(a, b);
    for (const doc of [a, b]) {
      expect(checkTree(doc)).toBeNull();
      expect(readDocument(doc)).toEqual(root(paragraph('p', text('after'))));
    }
  });

  test('an empty item and the list that it leaves empty go together', () => {
    const doc = docOf(block('bulletList', block('listItem', paragraph('1'))), paragraph('p'));
    (first(doc).get(0) as Y.XmlElement).delete(0, 1);
    expect(repairDocument(doc)).toBe(2);
    expect(readDocument(doc)).toEqual(root(paragraph('p')));
  });

  test('an empty cell gets a paragraph with an id; its neighbours stay', () => {
    const doc = docOf(
      block('table', block('tableRow', block('tableCell', paragraph('a', text('left'))), block('tableCell', paragraph('b')))),
    );
    const row = first(doc).get(0) as Y.XmlElement;
    (row.get(1) as Y.XmlElement).delete(0, 1);
    expect(checkTree(doc)?.kind).toBe('malformed');
    repairDocument(doc);
    expect(checkTree(doc)).toBeNull();
    expect(readDocument(doc).content?.[0]?.content?.[0]?.content?.[0]?.content).toEqual([paragraph('a', text('left'))]);
    expect(readDocument(doc).content?.[0]?.content?.[0]?.content?.[1]?.content?.[0]?.attrs?.id).toEqual(expect.any(String));
  });

  test('an item that begins with a list gets its paragraph back', () => {
    const doc = docOf(
      block('bulletList', block('listItem', paragraph('1'), block('bulletList', block('listItem', paragraph('2', text('inner')))))),
    );
    (first(doc).get(0) as Y.XmlElement).delete(0, 1);
    expect(checkTree(doc)?.name).toBe('listItem');
    repairDocument(doc);
    expect(checkTree(doc)).toBeNull();
    expect(JSON.stringify(readDocument(doc))).toContain('inner');
  });

  test('what is unknown is left alone', () => {
    const doc = docOf(paragraph('a'));
    documentFragment(doc).push([new Y.XmlElement('poll')]);
    expect(repairDocument(doc)).toBe(0);
    expect(checkTree(doc)).toEqual({ kind: 'unknownNode', name: 'poll' });
  });
});

describe('ids', () => {
  test('a seed gives one to every block that has none', () => {
    const doc = docOf(paragraph(null, text('a')), block('bulletList', block('listItem', paragraph(null))), {
      type: 'heading',
      attrs: { level: 1 },
    });
    const ids = [...JSON.stringify(readDocument(doc)).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  test('of two equal ones, the first in the document keeps it', () => {
    const doc = docOf(paragraph('same', text('first')), paragraph('same', text('second')));
    const ids = () => readDocument(doc).content?.map((node) => node.attrs?.id);
    expect(ids()?.[0]).toBe('same');
    expect(ids()?.[1]).not.toBe('same');
    (documentFragment(doc).get(1) as Y.XmlElement).setAttribute('id', 'same');
    expect(repairBlockIds(doc, () => 'fresh')).toBe(1);
    expect(ids()).toEqual(['same', 'fresh']);
  });
});

describe('replacing', () => {
  test('keeps the blocks that are the same, and what others write in them meanwhile', () => {
    const doc = docOf(paragraph('a', text('one')), paragraph('b', text('two')), paragraph('c', text('three')));
    const other = copy(doc);
    const kept = documentFragment(doc).get(2);
    replaceContent(doc, root(paragraph('a', text('one')), paragraph('c', text('three'))));
    ((documentFragment(other).get(2) as Y.XmlElement).get(0) as Y.XmlText).insert(5, ' more');
    merge(doc, other);
    expect(documentFragment(doc).get(1)).toBe(kept);
    expect(readDocument(doc)).toEqual(root(paragraph('a', text('one')), paragraph('c', text('three more'))));
  });

  test('a block that stands elsewhere in the new text takes the place of no other', () => {
    const doc = docOf(paragraph('a', text('one')), paragraph('b', text('the second')));
    const other = copy(doc);
    const kept = documentFragment(doc).get(1);
    replaceContent(doc, root(paragraph('b', text('the 2nd')), paragraph('a', text('one'))));
    ((documentFragment(other).get(1) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'In ');
    merge(doc, other);
    expect(documentFragment(doc).get(0)).toBe(kept);
    expect(readDocument(doc)).toEqual(root(paragraph('b', text('In the 2nd')), paragraph('a', text('one'))));
  });

  test('replaces also what cannot be shown', () => {
    const doc = docOf(paragraph('a', text('one')));
    documentFragment(doc).insert(0, [new Y.XmlElement('bulletList')]);
    replaceContent(doc, root(paragraph('a', text('new'))));
    expect(readDocument(doc)).toEqual(root(paragraph('a', text('new'))));
  });

  test('writes what it does not know as it is', () => {
    const doc = docOf(paragraph('a', text('old')));
    const content = root(paragraph('b', text('new')), { type: 'poll', attrs: { question: 'why' }, content: [text('yes')] });
    replaceContent(doc, content);
    expect(readDocument(doc)).toEqual(content);
  });
});
