/**
 * A document as Markdown (CommonMark with GitHub's tables, task lists and strike-through). What Markdown cannot say
 * (underline, highlight, merged cells) is said in the HTML that Markdown allows. Guidance is left out; unknown nodes give their text.
 */
import { renderHtml } from './html';
import { pictureOf, safeHref } from './rendering/links';
import { grouped, type Inline } from './rendering/marks';
import { headingLevel, isGuidance, type RichNode, wholeNumber } from './rich-text';

export interface MarkdownOptions {
  /** Put before the addresses of pictures and paths of this site, without a trailing slash. */
  origin?: string;
}

/** The whole document as Markdown, ending with a line break. */
export function renderMarkdown(doc: RichNode, options: MarkdownOptions = {}): string {
  const text = blocks(doc.content, options).join('\n\n');
  return text ? `${text}\n` : '';
}

function blocks(nodes: RichNode[] | undefined, options: MarkdownOptions): string[] {
  const parts: string[] = [];
  let list: string | null = null;
  for (const node of nodes ?? []) {
    const text = block(node, options);
    if (!text) continue;
    // Two lists one after the other would run together in Markdown.
    if (list === node.type) parts.push(NOTHING);
    list = LISTS.has(node.type) ? node.type : null;
    parts.push(text);
  }
  return parts;
}

/** A comment: it sets apart, and no reader sees it. */
const NOTHING = '<!-- -->';
const LISTS = new Set(['bulletList', 'orderedList', 'taskList']);

function block(node: RichNode, options: MarkdownOptions): string {
  if (isGuidance(node)) return '';
  switch (node.type) {
    case 'paragraph':
      return atLineStart(inline(node.content, options));
    case 'heading': {
      const words = inline(node.content, options).replace(/\s*\\\n/g, ' ');
      return words ? `${'#'.repeat(headingLevel(node))} ${words.replace(/#+$/, (signs) => `\\${signs}`)}` : '';
    }
    case 'bulletList':
      return items(node, options, () => '- ');
    case 'taskList':
      return items(node, options, (item) => (item.attrs?.checked === true ? '- [x] ' : '- [ ] '));
    case 'orderedList': {
      const first = wholeNumber(node.attrs?.start, 0, 1_000_000) ?? 1;
      return items(node, options, (_item, index) => `${first + index}. `);
    }
    case 'blockquote':
      return quote(blocks(node.content, options));
    case 'table':
      return table(node, options);
    case 'image':
      return picture(node, options);
    case 'horizontalRule':
      return '---';
    case 'text':
    case 'hardBreak':
      return atLineStart(inline([node], options));
    default:
      return unknown(node, options);
  }
}

function unknown(node: RichNode, options: MarkdownOptions): string {
  const inside = node.content ?? [];
  if (typeof node.text === 'string') return atLineStart(inline([{ type: 'text', text: node.text }], options));
  if (inside.some((child) => child.type === 'text' || child.type === 'hardBreak')) return atLineStart(inline(inside, options));
  return blocks(inside, options).join('\n\n');
}

function quote(parts: string[]): string {
  return parts.length > 0 ? indent(parts.join('\n\n'), '> ', '> ') : '';
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line ? rest : rest.trimEnd()) + line)
    .join('\n');
}

function items(list: RichNode, options: MarkdownOptions, bullet: (item: RichNode, index: number) => string): string {
  return (list.content ?? [])
    .map((item, index) => {
      const parts = blocks(item.content, options);
      if (parts.length === 0) return '';
      const [first, second] = item.content ?? [];
      // An item begins with words; a table or a list as its first line would be read as something else.
      if (first?.type !== 'paragraph' || !block(first, options)) parts.unshift(NOTHING);
      const sign = bullet(item, index);
      // What follows in an item stands under its first word; a task's box is part of that text.
      const depth = sign.startsWith('- ') ? 2 : sign.length;
      const tight = parts.length === 2 && LISTS.has(second?.type ?? '');
      return indent(parts.join(tight ? '\n' : '\n\n'), sign, ' '.repeat(depth));
    })
    .filter(Boolean)
    .join('\n');
}

/** A line must not begin a list, a heading, a rule or a quote that nobody wrote. */
function atLineStart(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^[ \t]+/, '')
        .replace(/^([#+=-])/, '\\$1')
        .replace(/^(\d{1,9})([.)])/, '$1\\$2'),
    )
    .join('\n');
}

// ---- tables -----------------------------------------------------------------------------------------------------

const MERGED = (cell: RichNode) => (wholeNumber(cell.attrs?.colspan, 2, 1000) ?? wholeNumber(cell.attrs?.rowspan, 2, 1000)) !== null;
const PLAIN = (cell: RichNode) => (cell.content ?? []).every((child) => child.type === 'paragraph' || isGuidance(child));

function table(node: RichNode, options: MarkdownOptions): string {
  const rows = (node.content ?? []).map((row) => row.content ?? []);
  if (rows.length === 0) return '';
  const cells = rows.flat();
  if (cells.some(MERGED) || !cells.every(PLAIN)) return htmlTable(node, options);
  const width = Math.max(...rows.map((row) => row.length));
  const line = (row: RichNode[]) => `| ${Array.from({ length: width }, (_, i) => cellText(row[i], options)).join(' | ')} |`;
  // Without a header row the table gets an empty one: GitHub's tables must have it.
  const header = rows[0]?.every((cell) => cell.type === 'tableHeader') ? (rows[0] ?? []) : [];
  const body = header.length > 0 ? rows.slice(1) : rows;
  return [line(header), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

function cellText(cell: RichNode | undefined, options: MarkdownOptions): string {
  return (cell?.content ?? [])
    .map((paragraph) => inline(paragraph.content, options).replace(/\\\n/g, '<br>'))
    .filter(Boolean)
    .join('<br>');
}

function htmlTable(node: RichNode, options: MarkdownOptions): string {
  const { origin = '' } = options;
  const html = renderHtml({ type: 'doc', content: [node] }, { for: 'download', origin, picture: (src) => `${origin}${src}` });
  // A blank line would end the HTML block.
  return html.replace(/\n\s*\n/g, '\n').replace(/<\/tr>/g, '</tr>\n');
}

// ---- words ------------------------------------------------------------------------------------------------------

function picture(node: RichNode, options: MarkdownOptions): string {
  const words = typeof node.attrs?.alt === 'string' ? escapeText(node.attrs.alt) : '';
  const ours = pictureOf(node.attrs?.src);
  if (!ours) return words ? `\\[${words}\\]` : '';
  return `![${words}](${options.origin ?? ''}${ours.src})`;
}

function escapeText(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]~^|]/g, '\\$&')
      // A link may follow: "![" would make it a picture.
      .replace(/!$/, '\\!')
      .replace(/&(?=[a-zA-Z#])/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\r\n]+/g, ' ')
  );
}

const SIGNS: Record<string, string> = { bold: '**', italic: '*', strike: '~~' };
const TAGS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  highlight: 'mark',
  subscript: 'sub',
  superscript: 'sup',
  code: 'code',
};

function inline(nodes: RichNode[] | undefined, options: MarkdownOptions): string {
  // A break at either end has nothing to break.
  return inlineItems(grouped(nodes ?? []), options)
    .replace(/^(\s*\\\n)+|(\s*\\\n)+\s*$/g, '')
    .trim();
}

function inlineItems(list: Inline[], options: MarkdownOptions): string {
  return list.map((item, index) => inlineItem(item, apart(list[index - 1], 'end') && apart(list[index + 1], 'start'), options)).join('');
}

/** Does plain text with a space (or nothing) stand on this side? Only then are Markdown's own signs read as meant. */
function apart(neighbour: Inline | undefined, side: 'start' | 'end'): boolean {
  if (!neighbour) return true;
  if (neighbour.kind === 'group') return false;
  const text = neighbour.node.text;
  if (text === undefined) return neighbour.node.type === 'hardBreak';
  return side === 'end' ? /\s$/.test(text) : /^\s/.test(text);
}

function inlineItem(item: Inline, free: boolean, options: MarkdownOptions): string {
  if (item.kind === 'leaf') {
    const { node } = item;
    if (typeof node.text === 'string') return escapeText(node.text);
    if (node.type === 'hardBreak') return '\\\n';
    if (node.type === 'image') return picture(node, options);
    return inlineItems(grouped(node.content ?? []), options);
  }
  const inside = inlineItems(item.children, options);
  if (item.mark.type === 'link') {
    const href = safeHref(item.mark.attrs?.href);
    if (!href) return inside;
    const address = `${href.startsWith('/') ? (options.origin ?? '') : ''}${href}`;
    return `[${inside}](<${address.replace(/[<>\\|]/g, (sign) => encodeURIComponent(sign))}>)`;
  }
  const signs = SIGNS[item.mark.type];
  const words = textIn(item);
  if (signs && free && /^[\p{L}\p{N}]/u.test(words) && /[\p{L}\p{N}]$/u.test(words)) return `${signs}${inside}${signs}`;
  const tag = TAGS[item.mark.type];
  return tag ? `<${tag}>${inside}</${tag}>` : inside;
}

function textIn(item: Inline): string {
  return item.kind === 'leaf' ? (item.node.text ?? ' ') : item.children.map(textIn).join('');
}

/** The first lines of a downloaded file: the title as its heading. */
export function markdownTitle(title: string): string {
  return `# ${escapeText(title)}\n\n`;
}
