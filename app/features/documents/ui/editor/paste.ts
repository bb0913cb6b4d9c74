/**
 * What Word, Google Docs and web pages put on the clipboard, reduced to what it says. The schema drops what it does not know;
 * this turns into known elements what those programs say by other means (lists as paragraphs, bold as a style), and takes away
 * what would become text by mistake (comments, style sheets, the "bold" that Google wraps around everything).
 */
import { pictureOf } from '../../rendering/links';
import { spanOf } from '../../schema';

/**
 * @param origin of this site: its own pictures are told by it
 * @returns cleaned HTML. Parsed as an inert document: nothing in it is fetched or run.
 */
export function cleanPastedHtml(html: string, origin = location.origin): string {
  const page = new DOMParser().parseFromString(withoutConditionals(html), 'text/html');
  const { body } = page;
  for (const junk of body.querySelectorAll('style, script, meta, link, title, xml, template')) junk.remove();
  unwrapGoogle(body);
  for (const element of body.querySelectorAll<HTMLElement>('[style]')) styleToMarks(element);
  wordLists(body);
  // Headings have numbers of this kind, too, and are no list.
  for (const number of body.querySelectorAll('[style*="mso-list"]')) if (isWordBullet(number)) number.remove();
  for (const picture of body.querySelectorAll('img[src]')) ownAddress(picture, origin);
  for (const element of body.querySelectorAll<HTMLElement>('h5, h6')) rename(element, 'h4');
  for (const table of body.querySelectorAll('table')) withoutEmptyColumns(table);
  for (const element of body.querySelectorAll<HTMLElement>('*')) {
    for (const look of ['style', 'class', 'align']) element.removeAttribute(look);
  }
  for (const empty of body.querySelectorAll('span')) if (empty.attributes.length === 0) empty.replaceWith(...empty.childNodes);
  return body.innerHTML;
}

/**
 * Pages write `colspan="100"` where they mean "all columns". Where rows are not equally long, a cell ends with the last column in which
 * any cell begins; an even table, as ours are, stays as it is.
 */
function withoutEmptyColumns(table: Element): void {
  /** For how many rows more each column is taken by a cell. */
  const taken: number[] = [];
  const cells: { cell: Element; column: number }[] = [];
  const lengths = new Set<number>();
  for (const row of table.querySelectorAll('tr')) {
    if (row.closest('table') !== table) continue;
    let column = 0;
    for (const cell of row.querySelectorAll(':scope > td, :scope > th')) {
      while (taken[column]) column++;
      cells.push({ cell, column });
      taken.length = Math.max(taken.length, column + spanOf(cell, 'colspan'));
      taken.fill(spanOf(cell, 'rowspan'), column, column + spanOf(cell, 'colspan'));
    }
    lengths.add(taken.reduce((length, rows, at) => (rows > 0 ? at + 1 : length), 0));
    for (const [at, rows] of taken.entries()) taken[at] = Math.max((rows ?? 0) - 1, 0);
  }
  if (lengths.size < 2) return;
  const columns = Math.max(...cells.map(({ column }) => column + 1));
  for (const { cell, column } of cells) {
    if (column + spanOf(cell, 'colspan') > columns) cell.setAttribute('colspan', String(columns - column));
  }
}

/** What a paste is besides text. */
export interface PastedPictures {
  /** Nothing but a picture, as browsers copy one: beside it on the clipboard is its file. */
  alone: boolean;
  /** Pictures that cannot come along: they lie on another site, or on the disk of who copied them. */
  lost: number;
}

export function picturesInPasted(html: string, origin = location.origin): PastedPictures {
  const { body } = new DOMParser().parseFromString(withoutConditionals(html), 'text/html');
  const pictures = [...body.querySelectorAll('img')];
  for (const picture of pictures) ownAddress(picture, origin);
  for (const junk of body.querySelectorAll('style, script, title')) junk.remove();
  return {
    alone: pictures.length > 0 && (body.textContent ?? '').trim() === '' && !body.querySelector('table'),
    // A picture of one point is how mails count their readers.
    lost: pictures.filter((picture) => !pictureOf(picture.getAttribute('src')) && picture.getAttribute('width') !== '1').length,
  };
}

/** A browser copies the address of a picture with its site; in a document it stands without. */
function ownAddress(picture: Element, origin: string): void {
  const src = picture.getAttribute('src') ?? '';
  if (src.startsWith(`${origin}/`)) picture.setAttribute('src', src.slice(origin.length));
}

/** `<!--[if supportLists]>` and its like hold Word's bullets as text; `<o:p>` and its like hold nothing. */
function withoutConditionals(html: string): string {
  return (
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      // Before it is parsed: even an inert document reports a style sheet to the Content-Security-Policy.
      .replace(/<style[\s\S]*?<\/style>/gi, '')
      .replace(/<!\[(?:if|endif)[^>]*>/gi, '')
      .replace(/<\/?[a-z]+:[^>]*>/gi, '')
  );
}

/** Google Docs wraps everything in `<b style="font-weight:normal">`, and separates blocks by `<br>`. */
function unwrapGoogle(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"]')) {
    for (const child of [...wrapper.children]) if (child.localName === 'br') child.remove();
    wrapper.replaceWith(...wrapper.childNodes);
  }
}

const MARKS: [string, (style: CSSStyleDeclaration) => boolean][] = [
  ['strong', (style) => style.fontWeight === 'bold' || Number(style.fontWeight) >= 600],
  ['em', (style) => style.fontStyle === 'italic'],
  ['u', (style) => decoration(style).includes('underline')],
  ['s', (style) => decoration(style).includes('line-through')],
  ['sub', (style) => style.verticalAlign === 'sub'],
  ['sup', (style) => style.verticalAlign === 'super'],
];

function decoration(style: CSSStyleDeclaration): string {
  return `${style.textDecoration} ${style.textDecorationLine}`;
}

function styleToMarks(element: HTMLElement): void {
  if (element.localName !== 'span' || element.closest('a, h1, h2, h3, h4, h5, h6')) return;
  for (const [name, applies] of MARKS) {
    if (!applies(element.style) || element.closest(name)) continue;
    const mark = element.ownerDocument.createElement(name);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

/** Word writes a list as paragraphs: `<p class="MsoListParagraph" style="mso-list:l0 level2 lfo1"><span>·</span>words</p>`. */
const WORD_LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const BULLET = /^[\s\u00a0]*(?:[·•▪◦§o\u00b7\uf0b7\uf0a7-]|\(?(?:\d+|[a-zα-ω]|[ivx]+)[.)])[\s\u00a0]+/iu;
const NUMBER = /^[\s\u00a0]*\(?(?:\d+|[a-zα-ω]|[ivx]+)[.)]/iu;

function wordLists(body: HTMLElement): void {
  let open: { list: HTMLElement; level: number }[] = [];
  let last: Element | null = null;
  let lastList = '';
  for (const paragraph of [...body.querySelectorAll<HTMLElement>('p[style*="mso-list"]')]) {
    const [, list = '', depth = ''] = WORD_LIST.exec(paragraph.getAttribute('style') ?? '') ?? [];
    if (depth === '') continue;
    const level = Number(depth);
    const text = paragraph.textContent ?? '';
    const numbered = NUMBER.test(text);
    if (last === null || paragraph.previousElementSibling !== last || (list !== lastList && level === 1)) open = [];
    lastList = list;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let top = open.at(-1);
    if (!top || top.level < level) {
      const made = body.ownerDocument.createElement(numbered ? 'ol' : 'ul');
      const parent = top?.list.lastElementChild;
      if (parent) parent.append(made);
      else paragraph.before(made);
      top = { list: made, level };
      open.push(top);
    }
    const item = body.ownerDocument.createElement('li');
    withoutBullet(paragraph);
    top.list.append(item);
    item.append(paragraph);
    paragraph.removeAttribute('style');
    last = open[0]?.list ?? null;
  }
}

/** Word marks the bullet by `mso-list:Ignore`; where that is lost, it is told by its shape. */
function withoutBullet(paragraph: HTMLElement): void {
  const marked = [...paragraph.querySelectorAll('span')].filter(isWordBullet);
  if (marked.length > 0) {
    for (const span of marked) span.remove();
    return;
  }
  const text = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  if (text?.nodeValue) text.nodeValue = text.nodeValue.replace(BULLET, '');
}

function isWordBullet(element: Element): boolean {
  return /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? '');
}

function rename(element: HTMLElement, name: string): void {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}
