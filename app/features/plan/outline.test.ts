import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addItem, addLink, changeItem, moveItem, readItems, readLinks, removeItem } from './live';
import { orderAt, orderBetween } from './order';
import { outlineOf } from './outline';
import type { Item } from './plan';

/** Everything that each has goes to the others. */
function merge(...docs: Y.Doc[]): void {
  for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** `T1.2 title`, in order, and what is unassigned. */
function shown(doc: Y.Doc): string[] {
  const { children, unassigned, codes } = outlineOf(readItems(doc));
  const lines = (list: readonly Item[]): string[] =>
    list.flatMap((item) => [`${codes.get(item.id) ?? '-'} ${item.title}`, ...lines(children.get(item.id) ?? [])]);
  return [...lines(children.get(null) ?? []), ...(unassigned.length > 0 ? ['unassigned:', ...lines(unassigned)] : [])];
}

function plan() {
  const doc = new Y.Doc();
  const [wp1, wp2] = ['Manage', 'Write'].map((title) => addItem(doc, { kind: 'workPackage', title })) as [string, string];
  const [first, second] = ['Ask', 'Answer'].map((title) => addItem(doc, { kind: 'task', title, parent: wp2 })) as [string, string];
  return { doc, wp1, wp2, first, second };
}

describe('codes', () => {
  test('follow from the order and the parent', () => {
    const { doc, wp1, wp2, second } = plan();
    addItem(doc, { kind: 'task', title: 'In detail', parent: second });
    addItem(doc, { kind: 'deliverable', title: 'Strategy', parent: wp2 });
    addItem(doc, { kind: 'milestone', title: 'Agreed', parent: wp2 });
    addItem(doc, { kind: 'risk', title: 'Nobody comes' });
    const third = addItem(doc, { kind: 'task', title: 'Third', parent: wp2 });
    expect(shown(doc)).toEqual([
      'WP1 Manage',
      'WP2 Write',
      'T2.1 Ask',
      'T2.2 Answer',
      'T2.2.1 In detail',
      'D2.1 Strategy',
      'MS1 Agreed',
      'T2.3 Third',
      'R1 Nobody comes',
    ]);
    moveItem(doc, third, wp1, 0);
    expect(shown(doc)).toContain('T1.1 Third');
    moveItem(doc, wp2, null, 0);
    expect(shown(doc).slice(0, 2)).toEqual(['WP1 Write', 'T1.1 Ask']);
  });

  test('what belongs nowhere has none: a parent that is gone, one of the wrong kind, itself', () => {
    const { doc, wp2, first, second } = plan();
    const risk = addItem(doc, { kind: 'risk', title: 'Rain' });
    changeItem(doc, first, { title: 'Still here' });
    for (const [id, parent] of [
      [first, risk],
      [second, second],
    ] as const)
      moveItem(doc, id, parent, 0);
    addItem(doc, { kind: 'deliverable', title: 'Loose' });
    removeItem(doc, wp2);
    const lines = shown(doc);
    expect(lines.slice(0, 3)).toEqual(['WP1 Manage', 'R1 Rain', 'unassigned:']);
    // Their places were given in different lists.
    expect(lines.slice(3).sort()).toEqual(['- Answer', '- Loose', '- Still here']);
    expect(readItems(doc)).toHaveLength(5);
  });
});

describe('many hands', () => {
  test('one card that two move apart is in one place, for both the same', () => {
    const { doc, wp1, wp2, first } = plan();
    const other = copyOf(doc);
    moveItem(doc, first, wp1, 0);
    moveItem(other, first, wp2, 1);
    merge(doc, other);
    expect(shown(doc)).toEqual(shown(other));
    expect(shown(doc).filter((line) => line.endsWith(' Ask'))).toHaveLength(1);
  });

  test('a task that is added to a work package that another deletes is unassigned, not lost', () => {
    const { doc, wp2 } = plan();
    const other = copyOf(doc);
    removeItem(doc, wp2);
    addItem(other, { kind: 'task', title: 'Just added', parent: wp2 });
    merge(doc, other);
    expect(shown(doc)).toEqual(shown(other));
    expect(shown(doc)).toEqual(['WP1 Manage', 'unassigned:', '- Ask', '- Answer', '- Just added']);
  });

  test('two tasks that are put into each other at once stay, both, for everybody the same', () => {
    const { doc, first, second } = plan();
    const other = copyOf(doc);
    moveItem(doc, first, second, 0);
    moveItem(other, second, first, 0);
    merge(doc, other);
    expect(shown(doc)).toEqual(shown(other));
    const [outer, inner] = first < second ? ['Ask', 'Answer'] : ['Answer', 'Ask'];
    expect(shown(doc)).toEqual(['WP1 Manage', 'WP2 Write', 'unassigned:', `- ${outer}`, `- ${inner}`]);
  });

  test('two who change different fields of one item both keep their change', () => {
    const { doc, first } = plan();
    const other = copyOf(doc);
    changeItem(doc, first, { title: 'Ask everybody', status: 'todo' });
    changeItem(other, first, { status: 'doing', end: { month: 8 } });
    merge(doc, other);
    for (const one of [doc, other])
      expect(readItems(one).find(({ id }) => id === first)).toMatchObject({ title: 'Ask everybody', status: 'doing', end: { month: 8 } });
  });

  test('whatever three people do at once, all see the same and nothing that nobody removed is missing', () => {
    for (let seed = 1; seed <= 20; seed++) {
      let state = seed;
      const upTo = (most: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % most;
      };
      const { doc } = plan();
      const docs = [doc, copyOf(doc), copyOf(doc)];
      const removed = new Set<string>();
      const added = new Set(readItems(doc).map(({ id }) => id));
      for (let step = 0; step < 60; step++) {
        const mine = docs[upTo(3)] as Y.Doc;
        const ids = readItems(mine).map(({ id }) => id);
        const [one, two] = [ids[upTo(ids.length)], ids[upTo(ids.length)]] as [string, string];
        const what = upTo(10);
        if (what < 3)
          added.add(
            addItem(mine, { kind: what === 0 ? 'workPackage' : 'task', title: `${step}`, parent: what === 0 ? null : two }, upTo(3)),
          );
        else if (what < 7) moveItem(mine, one, upTo(4) === 0 ? null : two, upTo(4));
        else if (what < 8 && ids.length > 3) {
          removeItem(mine, one);
          removed.add(one);
        } else if (what < 9) addLink(mine, { from: one, to: two, type: 'FS', lag: 0 });
        else merge(mine, docs[upTo(3)] as Y.Doc);
      }
      merge(...docs);
      merge(...docs);
      const [first, ...others] = docs.map(shown);
      for (const other of others) expect(other, `seed ${seed}`).toEqual(first);
      const there = new Set(readItems(doc).map(({ id }) => id));
      expect(
        [...added].filter((id) => !removed.has(id) && !there.has(id)),
        `seed ${seed}`,
      ).toEqual([]);
      expect(
        first?.filter((line) => line !== 'unassigned:'),
        `seed ${seed}`,
      ).toHaveLength(there.size);
      expect(readLinks(doc).every(({ from, to }) => there.has(from) && there.has(to))).toBe(true);
    }
  });
});

describe('what others may have written', () => {
  test('is read as far as it makes sense, and never changed by reading', () => {
    const { doc, first } = plan();
    const items = doc.getMap('items') as Y.Map<unknown>;

    const entry = items.get(first) as Y.Map<unknown>;
    for (const [field, value] of Object.entries({
      status: 'lost',
      progress: 1e9,
      start: { month: 0 },
      end: { date: '2027-02-30' },
      title: { a: 1 },
      order: 7,
      lead: '<b>',
    }))
      entry.set(field, value);
    items.set('strange', 'no map');
    items.set('later', new Y.Map([['kind', 'poll']]));
    (doc.getMap('links') as Y.Map<unknown>).set('x', new Y.Map(Object.entries({ from: first, to: first, type: 'FS', lag: 0 })));
    const before = Y.encodeStateAsUpdate(doc);
    expect(readItems(doc).find(({ id }) => id === first)).toMatchObject({
      status: 'todo',
      progress: 0,
      start: null,
      end: null,
      title: '',
      order: '',
      lead: null,
    });
    expect(readItems(doc)).toHaveLength(4);
    expect(readLinks(doc)).toEqual([]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe('places', () => {
  test('there is always room between two, whoever put something there before', () => {
    for (let seed = 1; seed <= 5; seed++) {
      let state = seed;
      const random = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      const list: { id: string; order: string }[] = [];
      for (let i = 0; i < 300; i++) {
        const index = Math.floor(random() * (list.length + 1));
        list.splice(index, 0, { id: `${i}`, order: orderAt(list, index, random) });
        const orders = list.map(({ order }) => order);
        expect([...orders].sort((a, b) => (a < b ? -1 : 1))).toEqual(orders);
      }
      expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThan(60);
    }
  });

  test('two who put something at one place get different ones; what is no place does not count', () => {
    const places = new Set(Array.from({ length: 50 }, () => orderBetween('a0', 'a1')));
    expect(places.size).toBeGreaterThan(45);
    expect(orderBetween('nonsense!', null) > '').toBe(true);
    expect(
      orderAt(
        [
          { id: 'a', order: 'a5' },
          { id: 'b', order: 'a5' },
        ],
        1,
      ) > 'a5',
    ).toBe(true);
  });
});
