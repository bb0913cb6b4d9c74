import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { MalformedFrame } from './frames';
import { isIntegrated, isNews, scanUpdate } from './update-scan';

const DEPTH = 64;

/** mulberry32, so that a failing run can be repeated. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** A document with every kind of content that Yjs 13 writes, made by two clients, with deletions. */
function richDoc(): Y.Doc {
  const doc = new Y.Doc();
  const other = new Y.Doc();
  doc.clientID = 1_001;
  other.clientID = 1_002;
  const root = doc.getXmlFragment('default');
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('Στρατηγική 🏛️ bold');
  paragraph.insert(0, [text, new Y.XmlHook('hook') as unknown as Y.XmlText]);
  root.insert(0, [paragraph, new Y.XmlText('second')]);
  text.format(2, 5, { bold: true, link: { href: 'https://example.org' } });
  text.insertEmbed(3, { image: 'a.png' });
  paragraph.setAttribute('any', {
    a: [1, 2.5, -3, null, undefined, true, 12345678901n, 'x'],
    b: new Uint8Array([1, 2]),
  } as unknown as string);
  const map = doc.getMap('map');
  map.set('number', 2 ** 40);
  map.set('array', new Y.Array());
  map.set('text', new Y.Text('t'));
  map.set('binary', new Uint8Array([1, 2, 3]));
  (map.get('array') as Y.Array<unknown>).insert(0, [1, 'two', { three: 3 }, new Y.Map()]);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  (other.getXmlFragment('default').get(0) as Y.XmlElement).delete(1, 1);
  other.getXmlFragment('default').insert(1, [new Y.XmlElement('heading')]);
  other.getXmlFragment('default').delete(1, 1);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return doc;
}

describe('reading an update before Yjs does', () => {
  test('finds what Yjs finds: clocks, deletions, root types', () => {
    const doc = richDoc();
    const update = Y.encodeStateAsUpdate(doc);
    const scan = scanUpdate(update, DEPTH);
    expect(scan.ends).toEqual(Y.parseUpdateMeta(update).to);
    expect([...scan.roots].sort()).toEqual(['default', 'map']);
    const { ds } = Y.decodeUpdate(update);
    const expected = [...ds.clients].flatMap(([client, ranges]) => ranges.flatMap(({ clock, len }) => [client, clock, len]));
    expect(scan.deletes).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('takes merged updates with gaps, and the empty one', () => {
    const doc = new Y.Doc();
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    for (let i = 0; i < 5; i++) doc.getText('default').insert(0, 'word');
    const merged = Y.mergeUpdates([made[0], made[4]] as Uint8Array[]);
    expect(scanUpdate(merged, DEPTH).ends.get(doc.clientID)).toBe(20);
    expect(scanUpdate(Y.encodeStateAsUpdate(new Y.Doc()), DEPTH).ends.size).toBe(0);
  });

  test('every update cut short is refused', () => {
    const update = Y.encodeStateAsUpdate(richDoc());
    for (let length = 0; length < update.length; length++) {
      expect(() => scanUpdate(update.slice(0, length), DEPTH), `${length} bytes`).toThrow(MalformedFrame);
    }
  });

  test('what passes the scan never breaks Yjs half-way: 20,000 damaged updates', () => {
    const pick = random(7);
    const whole = Y.encodeStateAsUpdate(richDoc());
    const made: Uint8Array[] = [whole];
    const doc = richDoc();
    doc.on('update', (update: Uint8Array) => made.push(update));
    for (let i = 0; i < 30; i++) (doc.getXmlFragment('default').get(0) as Y.XmlElement).insert(0, [new Y.XmlText(`word ${i}`)]);
    let passed = 0;
    for (let i = 0; i < 20_000; i++) {
      const damaged = (made[pick(made.length)] as Uint8Array).slice();
      for (let flips = 1 + pick(3); flips > 0; flips--) damaged[pick(damaged.length)] = pick(256);
      try {
        scanUpdate(damaged, DEPTH);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedFrame);
        continue;
      }
      passed += 1;
      const target = new Y.Doc();
      expect(() => Y.applyUpdate(target, damaged), `flip ${i}: ${Buffer.from(damaged).toString('hex')}`).not.toThrow();
    }
    expect(passed).toBeGreaterThan(1_000);
  });

  test('random bytes are refused fast', () => {
    const pick = random(8);
    const begun = performance.now();
    for (let i = 0; i < 20_000; i++) {
      const bytes = Uint8Array.from({ length: 1 + pick(64) }, () => pick(256));
      try {
        scanUpdate(bytes, DEPTH);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedFrame);
      }
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('news', () => {
  test('nothing of it is missing, nothing of it is known, or a part is', () => {
    const doc = richDoc();
    const scan = scanUpdate(Y.encodeStateAsUpdate(doc), DEPTH);
    expect([isIntegrated(doc, scan), isNews(doc, scan)]).toEqual([true, false]);
    const empty = new Y.Doc();
    expect([isIntegrated(empty, scan), isNews(empty, scan)]).toEqual([false, true]);
  });

  test('a deletion alone is news until it is carried out', () => {
    const doc = new Y.Doc();
    doc.getText('default').insert(0, 'abcdef');
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    copy.getText('default').delete(2, 2);
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc));
    expect([isIntegrated(doc, scanUpdate(update, DEPTH)), isNews(doc, scanUpdate(update, DEPTH))]).toEqual([true, true]);
    Y.applyUpdate(doc, update);
    expect(isNews(doc, scanUpdate(update, DEPTH))).toBe(false);
  });
});
