import fc from 'fast-check';
import { expect, test } from 'vitest';
import { behind, differenceOf } from './text-difference';

const made = (before: string, { at, remove, insert }: ReturnType<typeof differenceOf>) =>
  before.slice(0, at) + insert + before.slice(at + remove);

test('a letter among the same letters is where the caret says that it was typed', () => {
  expect(differenceOf('aaa', 'aaaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' });
  expect(differenceOf('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' });
  expect(differenceOf('aaaa', 'aaa', 2)).toEqual({ at: 2, remove: 1, insert: '' });
});

test('whatever is typed over whatever, the difference makes the one of the other', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (head, tail, out, put) => {
      const [before, after] = [head + out + tail, head + put + tail];
      expect(made(before, differenceOf(before, after, head.length + put.length))).toBe(after);
    }),
  );
});

test('what others wrote meanwhile stays, and so does what is typed', () => {
  const change = fc.record({ at: fc.nat(30), remove: fc.nat(10), insert: fc.string({ unit: fc.constantFrom('a', 'b', 'c') }) });
  const other = fc.record({ at: fc.nat(30), remove: fc.nat(10), insert: fc.string({ unit: fc.constantFrom('X', 'Y', 'Z') }) });
  const within = (text: string, { at, remove, insert }: ReturnType<typeof differenceOf>) => {
    const from = Math.min(at, text.length);
    return { at: from, remove: Math.min(remove, text.length - from), insert };
  };
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('.', ','), maxLength: 40 }), change, other, (text, asked, meanwhile) => {
      const [mine, theirs] = [within(text, asked), within(text, meanwhile)];
      const merged = made(made(text, theirs), behind(mine, theirs));
      expect(merged).toContain(theirs.insert);
      expect(merged).toContain(mine.insert);
    }),
  );
});
