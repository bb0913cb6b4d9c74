import fc from 'fast-check';
import { Window } from 'happy-dom';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { renderHtml } from './html';
import { renderMarkdown } from './markdown';
import { headingsOf, isBlank, type RichNode, textOf, wordsOf } from './rich-text';
import { documents, hostileDocuments } from './testing-text';

const text = (words: string, ...marks: string[]): RichNode => ({ type: 'text', text: words, marks: marks.map((type) => ({ type })) });
const p = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });
const doc = (...content: RichNode[]): RichNode => ({ type: 'doc', content });
const cell = (type: string, words: string, attrs = {}): RichNode => ({ type, attrs, content: [p(text(words))] });
const link = (href: unknown) => doc(p({ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }));

const window = new Window();
function dom(html: string) {
  window.document.body.innerHTML = html;
  return window.document.body;
}
/** Letters and digits only: the two formats space blocks in their own ways. */
const letters = (words: string) => words.replace(/[^\p{L}\p{N}*_#|<>&[\]`~\\+.!"=(-]/gu, '');

describe('HTML', () => {
  test('a table whose columns all have a width has that width itself', () => {
    const row = { type: 'tableRow', content: [cell('tableCell', 'a', { colwidth: [120] }), cell('tableCell', 'b', { colwidth: [30] })] };
    const table = doc({ type: 'table', content: [row] });
    expect(renderHtml(table, { for: 'page' })).toContain(
      '<table style="width: 150px"><colgroup><col style="width: 120px"><col style="width: 40px">',
    );
    expect(renderHtml(table, { for: 'download' })).toContain('<table><colgroup>');
  });

  test('has the shapes that the editor draws', () => {
    const task: RichNode = { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [p(text('done'))] }] };
    expect(renderHtml(doc(task), { for: 'page' })).toBe(
      '<ul data-type="taskList"><li data-type="taskItem" data-checked="true"><label><input type="checkbox" disabled checked aria-label="☑"><span></span></label><div><p>done</p></div></li></ul>',
    );
    const row: RichNode = {
      type: 'tableRow',
      content: [cell('tableHeader', 'a', { colspan: 2, colwidth: [120, 80] }), cell('tableCell', 'b')],
    };
    expect(renderHtml(doc({ type: 'table', content: [row] }), { for: 'page' })).toBe(
      '<div class="tableWrapper" tabindex="0"><table style="min-width: 300px"><colgroup><col style="width: 120px"><col style="width: 80px"><col style="min-width: 100px"></colgroup><tbody><tr><th colspan="2"><p>a</p></th><td><p>b</p></td></tr></tbody></table></div>',
    );
  });

  test('neighbours with the same mark become one', () => {
    const html = renderHtml(doc(p(text('a', 'bold'), text('b', 'bold', 'italic'), text('c', 'italic'))), { for: 'page' });
    expect(html).toBe('<p><strong>a<em>b</em></strong><em>c</em></p>');
  });

  test('guidance is a box without words for its writer and nothing for others', () => {
    const guided = doc({ type: 'guidance', attrs: { text: 'Say "why" first.' } }, p(text('Because.')));
    expect(renderHtml(guided, { for: 'writer' })).toContain('data-text="Say &quot;why&quot; first."');
    expect(dom(renderHtml(guided, { for: 'writer' })).textContent).toBe('Because.');
    for (const target of ['page', 'download'] as const) expect(renderHtml(guided, { for: target })).not.toContain('first');
    expect(renderMarkdown(guided)).toBe('Because.\n');
  });

  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    '/\\evil.example',
    'blob:https://x',
    42,
    null,
    { toString: () => 'javascript:alert(1)' },
  ])('the link %s is shown as its words', (href) => {
    expect(renderHtml(link(href), { for: 'page' })).toBe('<p>here</p>');
    expect(renderMarkdown(link(href))).toBe('here\n');
  });

  test.each(['https://example.org/ä?a=b&c="d"', 'mailto:a@b.example', 'tel:+3572200', '/p/x/documents', '#s-1'])(
    'the link %s works',
    (href) => {
      expect(dom(renderHtml(link(href), { for: 'page' })).querySelector('a')?.textContent).toBe('here');
    },
  );

  test('in a download, links into this site name it, and those within the document lead to its headings', () => {
    const heading: RichNode = { type: 'heading', attrs: { level: 2, id: 'h1' }, content: [text('Vision')] };
    const origin = 'https://koinon.example';
    const hrefOf = (href: string) =>
      dom(renderHtml(link(href), { for: 'download', origin }))
        .querySelector('a')
        ?.getAttribute('href');
    expect(hrefOf('/p/x/documents?a=1')).toBe(`${origin}/p/x/documents?a=1`);
    expect(hrefOf('https://example.org/')).toBe('https://example.org/');
    expect(hrefOf('#s-h1')).toBe('#s-h1');
    expect(renderHtml(doc(heading), { for: 'download', origin })).toBe('<h2 id="s-h1">Vision</h2>');
    expect(renderHtml(link('/p/x/documents'), { for: 'page' })).toContain('href="/p/x/documents"');
  });

  test('a picture from elsewhere is its alternative text', () => {
    const foreign = doc({ type: 'image', attrs: { src: 'https://tracker.example/p.png', alt: 'Town <hall>' } });
    expect(renderHtml(foreign, { for: 'page' })).toBe('<p>[Town &lt;hall&gt;]</p>');
    const ours = doc({ type: 'image', attrs: { src: `/files/0123456789ab/${'a'.repeat(64)}`, alt: 'Town hall', width: 40 } });
    expect(renderHtml(ours, { for: 'page' })).toContain('alt="Town hall" width="40" loading="lazy"');
    expect(renderHtml(ours, { for: 'download', picture: () => null })).toBe('<p>[Town hall]</p>');
  });

  test('nodes of a later version are shown as their text', () => {
    const later = doc({ type: 'callout', attrs: { icon: '!' }, content: [p(text('kept'))] }, { type: 'formula', content: [text('x')] });
    expect(renderHtml(later, { for: 'page' })).toBe('<p>kept</p><p>x</p>');
    expect(renderMarkdown(later)).toBe('kept\n\nx\n');
  });

  test('hostile trees: no script, no handler, no style of theirs, no foreign address, and no text lost', () => {
    fc.assert(
      fc.property(hostileDocuments, (hostile) => {
        const body = dom(renderHtml(hostile, { for: 'page' }));
        for (const element of body.querySelectorAll('*')) {
          expect(element.tagName).not.toMatch(/^(SCRIPT|IFRAME|VIDEO|STYLE|OBJECT)$/);
          for (const { name, value } of element.attributes) {
            expect(name).not.toMatch(/^on/);
            if (name === 'style') expect(value).toMatch(/^(min-)?width: \d+px$/);
            if (name === 'href' || name === 'src') expect(value).toMatch(/^(https?:|mailto:|tel:|#|\/(?!\/))/);
          }
        }
        const shown = letters(body.textContent ?? '');
        for (const run of texts(hostile)) expect(shown).toContain(letters(run));
      }),
      { numRuns: 250 },
    );
  });
});

function texts(node: RichNode): string[] {
  if (typeof node.text === 'string') return [node.text];
  // A picture, a break and a rule hold no text of their own, whatever somebody put into them.
  return ['image', 'hardBreak', 'horizontalRule', 'guidance'].includes(node.type) ? [] : (node.content ?? []).flatMap(texts);
}

describe('Markdown', () => {
  test('says what it can in its own signs', () => {
    const task = (checked: boolean, words: string): RichNode => ({ type: 'taskItem', attrs: { checked }, content: [p(text(words))] });
    const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content });
    const source = doc(
      { type: 'heading', attrs: { level: 2 }, content: [text('Vision')] },
      p(text('A '), text('bold', 'bold'), text(' word, '), text('under', 'underline'), text('lined')),
      { type: 'taskList', content: [task(true, 'done'), task(false, 'open')] },
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [item(p(text('three')), { type: 'bulletList', content: [item(p(text('inner')))] })],
      },
      { type: 'blockquote', content: [p(text('said'))] },
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('tableHeader', 'Year'), cell('tableHeader', 'EUR')] },
          { type: 'tableRow', content: [cell('tableCell', '2024'), cell('tableCell', 'a|b')] },
        ],
      },
    );
    expect(renderMarkdown(source)).toBe(
      [
        '## Vision',
        'A **bold** word, <u>under</u>lined',
        '- [x] done\n- [ ] open',
        '3. three\n   - inner',
        '> said',
        '| Year | EUR |\n| --- | --- |\n| 2024 | a\\|b |\n',
      ].join('\n\n'),
    );
  });

  test('links into this site name it, in tables that are written as HTML, too', () => {
    const linked = link('/p/x/documents').content?.[0] as RichNode;
    const merged = { type: 'tableCell', attrs: { colspan: 2 }, content: [linked] };
    const source = doc(linked, { type: 'table', content: [{ type: 'tableRow', content: [merged] }] });
    const html = marked.parse(renderMarkdown(source, { origin: 'https://koinon.example' }), { async: false, gfm: true });
    const hrefs = [...dom(html).querySelectorAll('a')].map((each) => each.getAttribute('href'));
    expect(hrefs).toEqual(['https://koinon.example/p/x/documents', 'https://koinon.example/p/x/documents']);
  });

  test('merged cells stay merged', () => {
    const row: RichNode = { type: 'tableRow', content: [cell('tableCell', 'wide', { colspan: 2 })] };
    expect(renderMarkdown(doc({ type: 'table', content: [row] }))).toContain('<td colspan="2">');
  });

  test('read by another program, every document says the same', () => {
    fc.assert(
      fc.property(documents, (source) => {
        const html = marked.parse(renderMarkdown(source), { async: false, gfm: true });
        expect(letters(dom(html).textContent ?? '')).toBe(letters(textOf(source)));
      }),
      { numRuns: 250 },
    );
  });

  test('read by another program, every document has the same headings, items, tables and emphasis', () => {
    fc.assert(
      fc.property(documents, (source) => {
        const ours = dom(renderHtml(source, { for: 'download' }));
        const shape = (body: typeof ours) =>
          ['h1', 'h2', 'h3', 'h4', 'th,td', 'strong', 'em', 'a', 'u'].map((tag) =>
            letters([...body.querySelectorAll(tag)].map((e) => e.textContent).join('')),
          );
        const expected = shape(ours);
        expect(shape(dom(marked.parse(renderMarkdown(source), { async: false, gfm: true })))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

test('words are counted as readers count them, guidance is not', () => {
  const source = doc(
    { type: 'heading', attrs: { level: 1 }, content: [text('Τι ακούσαμε')] },
    { type: 'guidance', attrs: { text: 'Summarise by theme.' } },
    p(text('l’integrazione in 2024-2027: '), text('self', 'bold'), text('-help')),
  );
  expect(wordsOf(source)).toBe(2 + 4);
  expect(headingsOf(source)).toEqual([{ level: 1, text: 'Τι ακούσαμε', id: '' }]);
});

describe('nothing to read', () => {
  const empty = { type: 'paragraph' };
  const picture = { type: 'image', attrs: { src: '/files/abcdefghij01/0123' } };
  test.each<[string, RichNode]>([
    ['as a blank document begins', doc(empty)],
    ['without a block', doc()],
    ['spaces, breaks and lines', doc(p(text('  \u00a0')), p({ type: 'hardBreak' }), { type: 'horizontalRule' })],
    ['guidance', doc({ type: 'guidance', attrs: { text: 'Say why.' } }, empty)],
    ['a list without words', doc({ type: 'taskList', content: [{ type: 'taskItem', content: [empty] }] })],
  ])('%s', (_, blank) => expect(isBlank(blank)).toBe(true));
  test.each<[string, RichNode]>([
    ['a sign that is no word', doc(empty, p(text('…')))],
    ['a picture', doc(empty, picture)],
    ['an empty table', doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [empty] }] }] })],
    ['words in a block of a later version', doc({ type: 'poll', content: [text('Which day?')] })],
  ])('not: %s', (_, written) => expect(isBlank(written)).toBe(false));
});
