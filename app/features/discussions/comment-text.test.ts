import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '~/kit/ids';
import { labelsOf, mentionsIn, partsOf, readComment, withNames, withTokens } from './comment-text';
import { DiscussionLimits } from './discussions';

const person = (name: string, organisation = 'Nicosia') => ({ userId: newId(), name, organisation });
const [anna, eleni, annabel] = [person('Anna'), person('Ελένη Παράδειγμα'), person('Anna Beispiel')];
const people = [anna, eleni, annabel];
const token = ({ userId }: { userId: string }) => `@[${userId}]`;

describe('what is stored', () => {
  test.each([
    ['@Anna, please look', () => `${token(anna)}, please look`],
    ['Thanks @Ελένη Παράδειγμα!', () => `Thanks ${token(eleni)}!`],
    // The longer name is meant.
    ['@Anna Beispiel and @Anna', () => `${token(annabel)} and ${token(anna)}`],
    ['(@Anna)', () => `(${token(anna)})`],
    ['@Annabel', () => '@Annabel'],
    ['post@Anna', () => 'post@Anna'],
    ['@anna', () => '@anna'],
    ['nothing', () => 'nothing'],
  ])('%s', (typed, stored) => expect(withTokens(typed, people)).toBe(stored()));

  test('is shown with the present names, and a former member as the token', () => {
    const former = person('Otto');
    expect(withNames(`${token(anna)} and ${token(former)}`, people)).toBe(`@Anna and ${token(former)}`);
  });

  test('two of the same name are told apart, also within an organisation', () => {
    const same = [person('Anna', 'Nicosia'), person('Anna', 'Athens'), person('Anna', 'Athens')];
    const labels = labelsOf(same);
    expect([...labels.values()]).toEqual(['Anna (Nicosia)', 'Anna (Athens)', 'Anna (Athens) 2']);
    for (const one of same) expect(withTokens(`@${labels.get(one.userId)}`, same)).toBe(token(one));
  });
});

const name = fc.stringMatching(/^[\p{L}]{1,6}( [\p{L}]{1,6})?( \([a-z]{1,3}\))?$/u);
const crowd = fc
  .array(fc.record({ name, organisation: name }), { maxLength: 8 })
  .map((all) => all.map((one) => ({ ...one, userId: newId() })));

test('any text in a field is stored and shown again as it was', () => {
  fc.assert(
    fc.property(
      crowd,
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat(7), fc.constantFrom('@', ' ', '@[', '(', '\n'))),
      (all, pieces) => {
        const labels = [...labelsOf(all).values()];
        const typed = pieces.map((piece) => (typeof piece === 'number' ? `@${labels[piece] ?? ''}` : piece)).join('');
        expect(withNames(withTokens(typed, all), all)).toBe(typed);
      },
    ),
  );
});

test('whoever stands alone in a text by the whole label is mentioned, and nobody else', () => {
  fc.assert(
    fc.property(crowd, fc.nat(7), (all, at) => {
      const chosen = all[at];
      if (!chosen) return;
      expect(mentionsIn(withTokens(`Dear @${labelsOf(all).get(chosen.userId)}, see`, all))).toEqual([chosen.userId]);
    }),
  );
});

test('the parts of any text are the text', () => {
  const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('https://a.example/(b)', '@[', ']', token(anna), 'http://', ').'));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const again = partsOf(text).map((part) => (part.is === 'mention' ? `@[${part.userId}]` : part.text));
      expect(again.join('')).toBe(text);
    }),
  );
});

test.each([
  ['See https://koinon.example/a?b=1.', 'https://koinon.example/a?b=1'],
  ['(https://koinon.example)', 'https://koinon.example'],
  ['https://en.wikipedia.org/wiki/Koinon_(league), there', 'https://en.wikipedia.org/wiki/Koinon_(league)'],
])('an address in %s', (text, address) => {
  expect(partsOf(text).filter(({ is }) => is === 'link')).toMatchObject([{ text: address, href: new URL(address).href }]);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'www.koinon.example'])('%s is no link', (text) =>
  expect(partsOf(text)).toEqual([{ is: 'text', text }]),
);

test('is tidied, and refused when nothing or too much is left', () => {
  expect(readComment('  a\r\nb\0c  ')).toEqual({ ok: true, text: 'a\nb c' });
  for (const nothing of ['', ' \n\t', '\u200b\u2060', '\0']) expect(readComment(nothing)).toEqual({ ok: false, problem: 'empty' });
  expect(readComment('x'.repeat(DiscussionLimits.comment))).toMatchObject({ ok: true });
  expect(readComment('x'.repeat(DiscussionLimits.comment + 1))).toEqual({ ok: false, problem: 'too-long' });
});
