/**
 * What a document may hold: the one list of extensions for the editor, the server and the exporters.
 * Nothing here touches a browser. A node, mark or attribute that is added here is unknown to browsers that still run the older
 * version: they go read-only (see `live.ts`) instead of deleting it.
 */
import { type AnyExtension, type Attributes, getSchema, Mark, mergeAttributes, Node } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Highlight } from '@tiptap/extension-highlight';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Subscript } from '@tiptap/extension-subscript';
import { Superscript } from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import type { Schema } from '@tiptap/pm/model';
import { pictureOf, safeHref } from './rendering/links';
import { wholeNumber } from './rich-text';

/** Blocks that carry an id of their own: the units of comments, translations and history. Lists, tables and quotes are only their frames. */
export const BLOCKS_WITH_ID: readonly string[] = ['paragraph', 'heading', 'image'];

/** The HTML attribute in which a block's id travels through the clipboard. */
export const ID_ATTRIBUTE = 'data-block';

/** Longest address of a link and longest alternative text, in characters. */
export const LINK_MAX = 2000;
export const ALT_MAX = 500;

const blockId = {
  id: {
    default: null,
    // The half that a split makes is a block of its own.
    keepOnSplit: false,
    validate: 'string|null',
    parseHTML: (element: HTMLElement) => element.getAttribute(ID_ATTRIBUTE),
    renderHTML: ({ id }: Record<string, unknown>) => (typeof id === 'string' ? { [ID_ATTRIBUTE]: id } : {}),
  },
};

const DocumentParagraph = Paragraph.extend({
  addAttributes() {
    return { ...this.parent?.(), ...blockId };
  },
});

const DocumentHeading = Heading.extend({
  addAttributes() {
    return { level: { default: 1, rendered: false, validate: 'number' }, ...blockId };
  },
}).configure({ levels: [1, 2, 3, 4] });

/** Of itself, Tiptap makes a number of "2024" and a truth of "true": no words then for whoever shows the document. */
const written = (name: string) => ({ default: null, parseHTML: (element: HTMLElement) => element.getAttribute(name) });

const pixels = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => wholeNumber(Number(element.getAttribute(name)), 1, 10_000),
});

/**
 * Only pictures of our own: nothing is fetched from elsewhere, whatever was pasted. Tiptap's image carries handles for resizing and reads
 * "![alt](src)" (4 kB), of which we have no use: the latter would make a picture of any address.
 */
const DocumentImage = Node.create({
  name: 'image',
  group: 'block',
  draggable: true,
  addAttributes: () => ({
    src: written('src'),
    alt: written('alt'),
    title: written('title'),
    width: pixels('width'),
    height: pixels('height'),
    ...blockId,
  }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: (element) => (pictureOf(element.getAttribute('src')) ? null : false) }],
  renderHTML: ({ HTMLAttributes: { src, alt, ...rest } }) => [
    'img',
    { ...rest, src: pictureOf(src)?.src ?? null, alt: typeof alt === 'string' ? alt : '' },
  ],
});

/** Most rows or columns of one cell: a table of a million columns would stop every browser that opens it. */
export const SPAN_MAX = 100;

/** How many rows or columns a cell spans, as browsers read it ("2px" is 2), within what the document may hold. */
export function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
  return span >= 1 ? Math.min(span, SPAN_MAX) : 1;
}

function validSpan(span: unknown): void {
  if (wholeNumber(span, 1, SPAN_MAX) === null) throw new RangeError(`A cell spans 1 to ${SPAN_MAX} rows or columns.`);
}

/** 0 for a column without a width of its own; null where none has one. */
function widthsIn(given: unknown): number[] | null {
  const widths = Array.isArray(given) ? given.slice(0, SPAN_MAX).map((width) => wholeNumber(width, 1, 10_000) ?? 0) : [];
  return widths.some((width) => width > 0) ? widths : null;
}

function validWidths(widths: unknown): void {
  if (widths === null || (Array.isArray(widths) && widths.length <= SPAN_MAX && widths.every((width) => typeof width === 'number'))) return;
  throw new RangeError('Column widths are a list of numbers.');
}

const cellAttributes = (inherited: Attributes | undefined): Attributes => ({
  ...inherited,
  // A value out of bounds would be refused in the middle of a paste.
  colspan: { ...inherited?.colspan, validate: validSpan, parseHTML: (cell) => spanOf(cell, 'colspan') },
  rowspan: { ...inherited?.rowspan, validate: validSpan, parseHTML: (cell) => spanOf(cell, 'rowspan') },
  colwidth: { ...inherited?.colwidth, validate: validWidths, parseHTML: (cell) => widthsIn(inherited?.colwidth?.parseHTML?.(cell)) },
  // Only the editor would show it. Known all the same: texts may hold it, and what is unknown makes them read-only.
  align: { default: null, rendered: false, parseHTML: () => null },
});

const DocumentCell = TableCell.extend({
  addAttributes() {
    return cellAttributes(this.parent?.());
  },
});

const DocumentHeader = TableHeader.extend({
  addAttributes() {
    return cellAttributes(this.parent?.());
  },
});

/** A sentence of a template that says what belongs here. It is no text: not counted, not read, not exported. */
export const Guidance = Node.create({
  name: 'guidance',
  group: 'block',
  atom: true,
  addAttributes() {
    return {
      text: {
        default: '',
        validate: 'string',
        parseHTML: (element: HTMLElement) => element.getAttribute('data-text') ?? '',
        renderHTML: ({ text }: Record<string, unknown>) => ({ 'data-text': String(text) }),
      },
    };
  },
  parseHTML: () => [{ tag: 'div[data-type="guidance"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-type': 'guidance' })],
  renderText: () => '',
});

/** Tiptap's link carries a parser of addresses (15 kB) that we have no use for: an address is typed into a dialog, or pasted. */
export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes() {
    return { href: { default: '', validate: 'string' } };
  },
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (safeHref(element.getAttribute('href')) ? null : false) }],
  renderHTML({ HTMLAttributes: { href } }) {
    const safe = safeHref(href);
    return safe ? ['a', { href: safe, rel: 'noopener noreferrer nofollow' }, 0] : ['span', 0];
  },
});

/** Everything that the schema and the plain editing of text need, without menus, collaboration or pictures' upload. */
export const documentExtensions: AnyExtension[] = [
  Document,
  Text,
  DocumentParagraph,
  DocumentHeading,
  BulletList,
  OrderedList,
  ListItem,
  TaskList,
  TaskItem.configure({ nested: true }),
  Blockquote,
  Table.configure({ resizable: false, renderWrapper: true }),
  TableRow,
  DocumentHeader,
  DocumentCell,
  DocumentImage,
  HorizontalRule,
  HardBreak,
  Guidance,
  Link,
  Bold,
  Italic,
  Underline,
  Strike,
  Highlight,
  Subscript,
  Superscript,
];

let built: Schema | undefined;

/** The ProseMirror schema of a document; made at first use and kept. */
export function documentSchema(): Schema {
  built ??= getSchema(documentExtensions);
  return built;
}
