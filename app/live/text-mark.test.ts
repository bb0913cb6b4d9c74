import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { covers, markOf } from './text-mark';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

test('a document covers its own mark and those of its past, and lacks what came later', () => {
  const doc = new Y.Doc();
  const text = doc.getText('default');
  const empty = markOf(doc);
  text.insert(0, 'one two');
  const [older, mark] = [copyOf(doc), markOf(doc)];
  expect(covers(doc, mark)).toBe(true);
  expect(covers(doc, empty)).toBe(true);
  text.insert(7, ' three');
  expect(covers(older, markOf(doc))).toBe(false);
  expect(covers(doc, mark)).toBe(true);
});

test('a deletion is something to lack too', () => {
  const doc = new Y.Doc();
  doc.getText('default').insert(0, 'one two');
  const [older, before] = [copyOf(doc), markOf(doc)];
  doc.getText('default').delete(0, 4);
  expect(covers(older, markOf(doc))).toBe(false);
  expect(covers(doc, before)).toBe(true);
  expect(covers(copyOf(doc), markOf(doc))).toBe(true);
});

test('without a mark nothing is known to be missing', () => {
  expect(covers(new Y.Doc(), undefined)).toBe(true);
});
