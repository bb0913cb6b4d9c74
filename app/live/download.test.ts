import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { htmlOf } from './download';

function element(name: string, attributes: Record<string, string | number>, ...children: (Y.XmlElement | Y.XmlText)[]) {
  const node = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value as string);
  node.insert(0, children);
  return node;
}

test('every word is in the file, marked up and escaped', () => {
  const doc = new Y.Doc();
  const marked = new Y.XmlText();
  doc
    .getXmlFragment('default')
    .insert(0, [
      element('heading', { level: 2 }, new Y.XmlText('Στρατηγική <ένταξης> & "μέλη"')),
      element('paragraph', {}, marked),
      element('bulletList', {}, element('listItem', {}, element('paragraph', {}, new Y.XmlText('first')))),
      element('somethingNew', {}, new Y.XmlText('not lost')),
      element('image', { alt: 'Town hall', src: 'javascript:alert(1)' }),
    ]);
  marked.insert(0, 'plain ');
  marked.insert(6, 'bold', { bold: {} });
  expect(htmlOf(doc, 'A & B', 'doc/abcdefghij01/el', 'https://koinon.example')).toBe(`<!doctype html>
<html lang="el" dir="ltr">
<meta charset="utf-8">
<title>A &#38; B</title>
<h2>Στρατηγική &#60;ένταξης&#62; &#38; &#34;μέλη&#34;</h2>
<p>plain <strong>bold</strong></p>
<ul><li><p>first</p></li></ul>
<div>not lost</div>
<p>[Town hall]</p>
</html>
`);
});

test('links keep their address where it is safe to follow, and a path leads to this site', () => {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  doc.getXmlFragment('default').insert(0, [element('paragraph', {}, text)]);
  const link = (words: string, href: string) => text.insert(text.length, words, { link: { href } });
  link('law', 'https://europa.example/a?b=1&c="2"');
  link('mail', 'mailto:anna@nicosia.example');
  link('plan', '/p/one/plan');
  link('trap', 'javascript:alert(1)');
  const html = htmlOf(doc, 'Links', 'doc/abcdefghij01/en', 'https://koinon.example');
  expect(html).toContain('<a href="https://europa.example/a?b=1&#38;c=%222%22">law</a>');
  expect(html).toContain('<a href="mailto:anna@nicosia.example">mail</a><a href="https://koinon.example/p/one/plan">plan</a>trap</p>');
  expect(html).not.toContain('javascript');
});

test('a text that is written from the right is read from the right', () => {
  expect(htmlOf(new Y.Doc(), 'ستراتيجية', 'doc/abcdefghij01/ps', 'https://koinon.example')).toContain('<html lang="ps" dir="rtl">');
});
