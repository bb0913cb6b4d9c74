import * as decoding from 'lib0/decoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addDeleted, decodeAck, digestAfter, digestOfStore, encodeAck, mergeStateVector, NO_DELETES } from './ack';
import { decodeHello, decodeNotice, encodeHello, encodeNotice } from './hello';
import { Frame } from './wire';

function typeAndRest(frame: Uint8Array) {
  const decoder = decoding.createDecoder(frame);
  return { type: decoding.readVarUint(decoder), decoder };
}

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

describe('frames', () => {
  test('an ack comes back as it was sent', () => {
    const doc = new Y.Doc();
    doc.getText('default').insert(0, 'Στρατηγική');
    const ack = { frames: 70_000, stateVector: Y.encodeStateVector(doc), deletes: [0xffffffff, 7] as const };
    const { type, decoder } = typeAndRest(encodeAck(ack));
    expect(type).toBe(Frame.ack);
    expect(decodeAck(decoder)).toEqual(ack);
  });

  test('a truncated ack throws', () => {
    const frame = encodeAck({ frames: 1, stateVector: new Uint8Array([0]), deletes: NO_DELETES });
    expect(() => decodeAck(typeAndRest(frame.slice(0, -3)).decoder)).toThrow();
  });

  test('a hello and a notice come back as they were sent', () => {
    const hello = { protocol: 1, generation: 3, role: 'read', serverTime: 1_795_330_000_000 } as const;
    const said = typeAndRest(encodeHello(hello));
    expect(said.type).toBe(Frame.hello);
    expect(decodeHello(said.decoder)).toEqual(hello);
    const notice = typeAndRest(encodeNotice('notSaved'));
    expect(notice.type).toBe(Frame.notice);
    expect(decodeNotice(notice.decoder)).toBe('notSaved');
  });

  test('state vectors of several acks add up to the highest clocks', () => {
    const doc = new Y.Doc();
    const clocks = new Map([
      [doc.clientID, 2],
      [5, 9],
    ]);
    doc.getText('default').insert(0, 'four');
    mergeStateVector(clocks, Y.encodeStateVector(doc));
    expect(clocks).toEqual(
      new Map([
        [doc.clientID, 4],
        [5, 9],
      ]),
    );
    mergeStateVector(clocks, Y.encodeStateVector(new Map([[5, 3]])));
    expect(clocks.get(5)).toBe(9);
  });
});

describe('digest of deletions', () => {
  test('does not depend on order or on where ranges were cut', () => {
    const whole = addDeleted(NO_DELETES, 7, 10, 20);
    const parts = addDeleted(addDeleted(addDeleted(NO_DELETES, 7, 25, 5), 7, 10, 3), 7, 13, 12);
    expect(parts).toEqual(whole);
  });

  test('tells sets of equal size and equal sum apart', () => {
    const outer = addDeleted(addDeleted(NO_DELETES, 1, 1, 1), 1, 4, 1);
    const inner = addDeleted(NO_DELETES, 1, 2, 2);
    expect(outer).not.toEqual(inner);
    expect(addDeleted(NO_DELETES, 1, 2, 2)).not.toEqual(addDeleted(NO_DELETES, 2, 2, 2));
    expect(addDeleted(NO_DELETES, 1, 2 ** 40, 1)).not.toEqual(addDeleted(NO_DELETES, 1, 0, 1));
  });

  test.each([1, 2, 3, 4, 5])('kept per transaction equals the one of the whole store, seed %i', (seed) => {
    const pick = random(seed);
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
    const kept = docs.map(() => NO_DELETES);
    docs.forEach((doc, i) => {
      doc.on('afterTransaction', (transaction: Y.Transaction) => {
        kept[i] = digestAfter(kept[i] ?? NO_DELETES, transaction);
      });
    });
    let deletions = 0;
    for (let step = 0; step < 400; step++) {
      const doc = docs[pick(3)] as Y.Doc;
      const root = doc.getXmlFragment('default');
      const at = pick(root.length + 1);
      switch (pick(5)) {
        case 0: {
          const paragraph = new Y.XmlElement('paragraph');
          paragraph.insert(0, [new Y.XmlText('word '.repeat(pick(4) + 1))]);
          root.insert(at, [paragraph]);
          break;
        }
        case 1:
          if (root.length > 0) {
            root.delete(pick(root.length), 1);
            deletions++;
          }
          break;
        case 2: {
          const paragraph = root.length > 0 ? (root.get(pick(root.length)) as Y.XmlElement) : undefined;
          const text = paragraph?.get(0) as Y.XmlText | undefined;
          if (text && text.length > 2) {
            text.format(0, 2, { bold: pick(2) === 0 ? true : null });
            text.delete(pick(text.length - 1), 1);
            deletions++;
          }
          break;
        }
        case 3:
          // Inserted and deleted in one transaction.
          doc.transact(() => {
            root.insert(0, [new Y.XmlElement('gone')]);
            root.delete(0, 1);
          });
          deletions++;
          break;
        default: {
          const other = docs[pick(3)] as Y.Doc;
          Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
        }
      }
    }
    expect(deletions).toBeGreaterThan(50);
    for (const [i, doc] of docs.entries()) expect(kept[i]).toEqual(digestOfStore(doc));
    for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
    for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
    docs.forEach((doc, i) => {
      expect(kept[i]).toEqual(digestOfStore(docs[0] as Y.Doc));
      expect(kept[i]).toEqual(digestOfStore(doc));
    });
  });
});
