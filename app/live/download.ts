/** "Download my text": a document as an HTML file that any word processor opens, made in the browser alone, whatever the server does. */
import * as Y from 'yjs';
import { direction } from '~/kit/direction';
import { safeHref } from '~/kit/links';
import { DOCUMENT_ROOT, parseRoom } from './wire';

const MARKS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  highlight: 'mark',
  subscript: 'sub',
  superscript: 'sup',
};
const BLOCKS: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  taskList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  taskItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

/**
 * The text of a room as HTML. Every word is in it, also in blocks that this page does not know: the purpose is to lose nothing.
 * @param room says in which language it is written
 * @param origin of this site: a path means nothing in a file
 */
export function htmlOf(doc: Y.Doc, title: string, room: string, origin: string): string {
  const name = parseRoom(room);
  const lang = name?.kind === 'doc' ? ` lang="${name.language}" dir="${direction(name.language)}"` : '';
  const body = doc
    .getXmlFragment(DOCUMENT_ROOT)
    .toArray()
    .map((node) => htmlOfNode(node, origin))
    .join('\n');
  return `<!doctype html>\n<html${lang}>\n<meta charset="utf-8">\n<title>${escaped(title)}</title>\n${body}\n</html>\n`;
}

/** Offers a document, or encoded parts of one, as a file. */
export function downloadText(from: Y.Doc | Uint8Array[], fileName: string, room: string): void {
  let doc: Y.Doc;
  if (from instanceof Y.Doc) doc = from;
  else {
    doc = new Y.Doc();
    for (const update of from) Y.applyUpdate(doc, update);
  }
  const address = URL.createObjectURL(new Blob([htmlOf(doc, fileName, room, location.origin)], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.html`;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function htmlOfNode(node: unknown, origin: string): string {
  if (node instanceof Y.XmlText) return htmlOfText(node, origin);
  if (!(node instanceof Y.XmlElement)) return '';
  const inner = node
    .toArray()
    .map((child) => htmlOfNode(child, origin))
    .join('');
  if (node.nodeName === 'hardBreak') return '<br>';
  if (node.nodeName === 'horizontalRule') return '<hr>';
  if (node.nodeName === 'image') return `<p>[${escaped(String(node.getAttribute('alt') ?? ''))}]</p>`;
  const tag = node.nodeName === 'heading' ? `h${Number(node.getAttribute('level')) || 1}` : (BLOCKS[node.nodeName] ?? 'div');
  return `<${tag}>${inner}</${tag}>`;
}

function htmlOfText(text: Y.XmlText, origin: string): string {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[])
    .map(({ insert, attributes }) => {
      if (typeof insert !== 'string') return '';
      const tags = Object.keys(attributes ?? {}).flatMap((mark) => MARKS[mark] ?? []);
      const marked = tags.reduce((inner, tag) => `<${tag}>${inner}</${tag}>`, escaped(insert));
      const href = safeHref((attributes?.link as { href?: unknown } | undefined)?.href);
      return href ? `<a href="${escaped(href.startsWith('/') ? origin + href : href)}">${marked}</a>` : marked;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
