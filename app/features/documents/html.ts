/**
 * A document as HTML: one renderer for the reading view and for downloads. The shapes are those that the editor draws
 * (Tiptap's own), so that the editor takes over without a jump. Nothing from the document reaches the output but escaped text,
 * whole numbers and addresses that passed `links.ts`; what this version does not know is shown as its text.
 */
import { pictureOf, safeHref } from './rendering/links';
import { grouped, type Inline } from './rendering/marks';
import { headingLevel, isGuidance, type RichNode, wholeNumber } from './rich-text';

export interface HtmlOptions {
  /**
   * `page`: as in the editor, empty paragraphs included, headings with ids.
   * `writer`: the same, with the boxes that guidance takes, so that nothing moves when the editor comes; their words stay in an attribute.
   * `download`: the text, and headings with ids for the links that lead to them.
   */
  for: 'page' | 'writer' | 'download';
  /** Where a picture of ours is found; null shows its alternative text instead. Default: its own address. */
  picture?: (src: string) => string | null;
  /** Put before paths of this site in links, without a trailing slash: a file has no site around it. */
  origin?: string;
}

/** Narrowest column of a table, in pixels. */
export const COLUMN_MIN = 40;
/** What the editor asks for a column to which nobody gave a width, in pixels. */
export const COLUMN_FREE = 100;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] as string);
}

const MARKS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  highlight: 'mark',
  subscript: 'sub',
  superscript: 'sup',
  code: 'code',
};

/** The blocks of a document as HTML, without a wrapping element. */
export function renderHtml(doc: RichNode, options: HtmlOptions): string {
  return blocks(doc.content, options);
}

function blocks(nodes: RichNode[] | undefined, options: HtmlOptions): string {
  return (nodes ?? []).map((node) => block(node, options)).join('');
}

function block(node: RichNode, options: HtmlOptions): string {
  if (isGuidance(node)) return guidance(node, options);
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, options);
    case 'heading':
      return heading(node, options);
    case 'bulletList':
      return `<ul>${blocks(node.content, options)}</ul>`;
    case 'orderedList':
      return `<ol${start(node)}>${blocks(node.content, options)}</ol>`;
    case 'listItem':
      return `<li>${blocks(node.content, options)}</li>`;
    case 'taskList':
      return `<ul data-type="taskList">${blocks(node.content, options)}</ul>`;
    case 'taskItem':
      return taskItem(node, options);
    case 'blockquote':
      return `<blockquote>${blocks(node.content, options)}</blockquote>`;
    case 'table':
      return table(node, options);
    case 'tableRow':
      return `<tr>${blocks(node.content, options)}</tr>`;
    case 'tableHeader':
    case 'tableCell':
      return cell(node, options);
    case 'image':
      return picture(node, options);
    case 'horizontalRule':
      return '<hr>';
    case 'hardBreak':
    case 'text':
      return inline([node], options);
    default:
      return unknown(node, options);
  }
}

function paragraph(node: RichNode, options: HtmlOptions): string {
  const words = inline(node.content, options);
  if (words) return `<p>${words}</p>`;
  // The editor gives an empty paragraph the height of a line.
  return options.for === 'download' ? '' : '<p><br></p>';
}

function heading(node: RichNode, options: HtmlOptions): string {
  const level = headingLevel(node);
  const words = inline(node.content, options);
  if (!words) return options.for === 'download' ? '' : `<h${level}><br></h${level}>`;
  const id = typeof node.attrs?.id === 'string' && /^[\w-]{1,64}$/.test(node.attrs.id) ? ` id="s-${node.attrs.id}"` : '';
  return `<h${level}${id}>${words}</h${level}>`;
}

function start(node: RichNode): string {
  const first = wholeNumber(node.attrs?.start, 0, 1_000_000);
  return first === null || first === 1 ? '' : ` start="${first}"`;
}

function taskItem(node: RichNode, options: HtmlOptions): string {
  const done = node.attrs?.checked === true;
  const box = `<label><input type="checkbox" disabled${done ? ' checked' : ''} aria-label="${done ? '☑' : '☐'}"><span></span></label>`;
  return `<li data-type="taskItem" data-checked="${done}">${box}<div>${blocks(node.content, options)}</div></li>`;
}

/** Column widths in pixels, as the first row says them; null where a column has none. */
function columns(node: RichNode): (number | null)[] {
  return (node.content?.[0]?.content ?? []).flatMap((first) => {
    const span = wholeNumber(first.attrs?.colspan, 1, 1000) ?? 1;
    const widths = Array.isArray(first.attrs?.colwidth) ? first.attrs.colwidth : [];
    return Array.from({ length: span }, (_, i) => wholeNumber(widths[i], 1, 10_000));
  });
}

function table(node: RichNode, options: HtmlOptions): string {
  const widths = columns(node);
  // As the editor draws it, or lines would break elsewhere when it takes over: a table whose columns all have a width has one itself, else
  // it is as wide as the text.
  const free = options.for === 'download' ? '<col>' : `<col style="min-width: ${COLUMN_FREE}px">`;
  const cols = widths.map((width) => (width ? `<col style="width: ${Math.max(width, COLUMN_MIN)}px">` : free)).join('');
  const total = widths.reduce<number>((sum, width) => sum + (width ?? COLUMN_FREE), 0);
  const fixed = widths.every((width) => width !== null);
  const style = options.for === 'download' || widths.length === 0 ? '' : ` style="${fixed ? '' : 'min-'}width: ${total}px"`;
  // Wider than the page it scrolls, also by keyboard.
  return `<div class="tableWrapper" tabindex="0"><table${style}><colgroup>${cols}</colgroup><tbody>${blocks(node.content, options)}</tbody></table></div>`;
}

function cell(node: RichNode, options: HtmlOptions): string {
  const name = node.type === 'tableHeader' ? 'th' : 'td';
  const spans = (['colspan', 'rowspan'] as const).map((attribute) => {
    const span = wholeNumber(node.attrs?.[attribute], 2, 1000);
    return span ? ` ${attribute}="${span}"` : '';
  });
  return `<${name}${spans.join('')}>${blocks(node.content, options)}</${name}>`;
}

function picture(node: RichNode, options: HtmlOptions): string {
  const words = typeof node.attrs?.alt === 'string' ? node.attrs.alt : '';
  const ours = pictureOf(node.attrs?.src);
  const src = ours && (options.picture ? options.picture(ours.src) : ours.src);
  if (!src) return words ? `<p>[${escapeHtml(words)}]</p>` : '';
  const size = (['width', 'height'] as const).map((side) => {
    const pixels = wholeNumber(node.attrs?.[side], 1, 10_000);
    return pixels ? ` ${side}="${pixels}"` : '';
  });
  const title = typeof node.attrs?.title === 'string' && node.attrs.title ? ` title="${escapeHtml(node.attrs.title)}"` : '';
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(words)}"${title}${size.join('')}${options.for === 'download' ? '' : ' loading="lazy"'}>`;
}

function guidance(node: RichNode, options: HtmlOptions): string {
  if (options.for !== 'writer') return '';
  const words = typeof node.attrs?.text === 'string' ? node.attrs.text : (node.content ?? []).map((child) => child.text ?? '').join('');
  return `<div data-type="guidance" data-text="${escapeHtml(words)}" aria-hidden="true"></div>`;
}

/** A node of a later version, or of a hostile client: what it says is shown, what it wants to be is not. */
function unknown(node: RichNode, options: HtmlOptions): string {
  if (typeof node.text === 'string') return inline([{ type: 'text', text: node.text }], options);
  const inside = node.content ?? [];
  if (inside.some((child) => child.type === 'text' || child.type === 'hardBreak')) return `<p>${inline(inside, options)}</p>`;
  return blocks(inside, options);
}

function inline(nodes: RichNode[] | undefined, options: HtmlOptions): string {
  return grouped(nodes ?? [])
    .map((item) => inlineItem(item, options))
    .join('');
}

function inlineItem(item: Inline, options: HtmlOptions): string {
  if (item.kind === 'leaf') {
    const { node } = item;
    if (typeof node.text === 'string') return escapeHtml(node.text);
    if (node.type === 'hardBreak') return '<br>';
    if (node.type === 'image') return picture(node, options);
    return inline(node.content, options);
  }
  const inside = item.children.map((child) => inlineItem(child, options)).join('');
  if (item.mark.type === 'link') {
    const href = safeHref(item.mark.attrs?.href);
    const site = href?.startsWith('/') ? (options.origin ?? '') : '';
    return href ? `<a href="${escapeHtml(site + href)}" rel="noopener noreferrer nofollow">${inside}</a>` : inside;
  }
  const name = MARKS[item.mark.type];
  return name ? `<${name}>${inside}</${name}>` : inside;
}
