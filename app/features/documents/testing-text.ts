/** Documents for tests: arbitrary ones as an editor makes them, and hostile ones as a client might send them. */
import fc from 'fast-check';
import type { Mark, RichNode } from './rich-text';

const word = fc.string({ unit: fc.constantFrom(...'abzÄΩłσ1*_#|<>&[]`~\\+-.!"=('), minLength: 1, maxLength: 6 });
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const spaced = fc.tuple(fc.constantFrom('', ' '), words, fc.constantFrom('', ' ')).map((parts) => parts.join(''));
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom('bold', 'italic', 'underline', 'strike', 'highlight', 'subscript', 'superscript').map((type) => ({ type })),
  fc.constant({ type: 'link', attrs: { href: 'https://example.org/a?b=c&d=(e)' } }),
);
const text: fc.Arbitrary<RichNode> = fc.record({
  type: fc.constant('text'),
  text: spaced,
  marks: fc.uniqueArray(mark, { maxLength: 3, selector: (m) => m.type }),
});
const inline = fc.array(fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) }), {
  maxLength: 5,
});
const paragraph: fc.Arbitrary<RichNode> = inline.map((content) => ({ type: 'paragraph', content }));
const heading = fc
  .tuple(fc.integer({ min: 1, max: 4 }), inline)
  .map(([level, content]) => ({ type: 'heading', attrs: { level }, content }));

const { blocks } = fc.letrec<{ block: RichNode; blocks: RichNode[]; item: RichNode[] }>((tie) => ({
  item: fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 1 })).map(([first, rest]) => [first, ...rest]),
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    paragraph,
    heading,
    fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items) => ({
      type: 'bulletList',
      content: items.map((content) => ({ type: 'listItem', content })),
    })),
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.array(tie('item'), { minLength: 1, maxLength: 3 })).map(([start, items]) => ({
      type: 'orderedList',
      attrs: { start },
      content: items.map((content) => ({ type: 'listItem', content })),
    })),
    fc.array(fc.tuple(fc.boolean(), tie('item')), { minLength: 1, maxLength: 3 }).map((items) => ({
      type: 'taskList',
      content: items.map(([checked, content]) => ({ type: 'taskItem', attrs: { checked }, content })),
    })),
    fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'blockquote', content })),
    fc.array(fc.array(paragraph, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }).map((rows) => ({
      type: 'table',
      content: rows.map((cells, row) => ({
        type: 'tableRow',
        content: cells.map((cell) => ({ type: row === 0 ? 'tableHeader' : 'tableCell', content: [cell] })),
      })),
    })),
    fc.constant({ type: 'horizontalRule' }),
  ),
  blocks: fc.array(tie('block'), { maxLength: 6 }),
}));

export const documents: fc.Arbitrary<RichNode> = blocks.map((content) => ({ type: 'doc', content }));

const anything = fc.oneof(
  fc.constantFrom(
    'javascript:alert(1)',
    '" onload="alert(1)',
    '<script>alert(1)</script>',
    'red;background:url(//evil.example)',
    '//evil.example/x',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.anything(), { maxLength: 2 }),
);
const attributes = fc.dictionary(
  fc.constantFrom(
    'level',
    'start',
    'checked',
    'colspan',
    'rowspan',
    'colwidth',
    'src',
    'alt',
    'title',
    'width',
    'href',
    'style',
    'id',
    'onclick',
    'text',
  ),
  anything,
);
const names = fc.constantFrom(
  ...[
    'paragraph',
    'heading',
    'bulletList',
    'listItem',
    'taskItem',
    'table',
    'tableRow',
    'tableCell',
    'image',
    'video',
    'script',
    'hardBreak',
    'orderedList',
  ],
);
const sentence = fc.constantFrom(
  'plain words',
  '<img src=x onerror=alert(1)>',
  '</p><script>alert(1)</script>',
  '&lt;b&gt;',
  '`code` [a](javascript:alert(1))',
);

/** Trees of any shape: unknown nodes, nodes in wrong places, attributes of every type. */
export const hostileDocuments: fc.Arbitrary<RichNode> = fc
  .letrec<{ node: RichNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      fc.record({
        type: fc.constant('text'),
        text: sentence,
        marks: fc.array(fc.record({ type: fc.constantFrom('bold', 'link', 'textStyle', 'comment'), attrs: attributes }), { maxLength: 2 }),
      }),
      fc.record({ type: names, attrs: attributes, content: fc.array(tie('node'), { maxLength: 4 }) }),
    ),
  }))
  .node.map((node) => ({ type: 'doc', content: [node] }));
