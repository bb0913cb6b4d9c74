/**
 * A document's text as plain JSON (ProseMirror's shape), as `readDocument` gives it and as templates are written.
 * Everything that shows, exports or counts a document works on this, and trusts none of it: attributes may come from any client.
 */

export interface Mark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface RichNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: RichNode[];
  text?: string;
  marks?: Mark[];
}

/** Guidance tells a writer what belongs in a place; it is no text of the document. */
export function isGuidance(node: RichNode): boolean {
  return node.type === 'guidance';
}

/** The words of a node and all that it holds; blocks and line breaks are set apart by a space. Guidance counts as nothing. */
export function textOf(node: RichNode): string {
  if (isGuidance(node)) return '';
  if (typeof node.text === 'string') return node.text;
  if (node.type === 'hardBreak') return ' ';
  const children = node.content ?? [];
  const inline = children.some((child) => typeof child.text === 'string' || child.type === 'hardBreak');
  return children.map(textOf).join(inline ? '' : ' ');
}

/** Number of words, as a reader counts them: runs of letters and digits, joined by apostrophes and hyphens. */
export function wordsOf(node: RichNode): number {
  return textOf(node).match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Is there nothing to read in it: no words, no picture, no table? */
export function isBlank(node: RichNode): boolean {
  if (isGuidance(node)) return true;
  if (node.type === 'image' || node.type === 'table' || (typeof node.text === 'string' && node.text.trim())) return false;
  return (node.content ?? []).every(isBlank);
}

export interface Heading {
  level: number;
  text: string;
  /** The block's id; empty when it has none. */
  id: string;
}

/** The headings of a document in order, empty ones left out. */
export function headingsOf(node: RichNode): Heading[] {
  if (node.type === 'heading') {
    const text = textOf(node).trim();
    return text ? [{ level: headingLevel(node), text, id: typeof node.attrs?.id === 'string' ? node.attrs.id : '' }] : [];
  }
  return (node.content ?? []).flatMap(headingsOf);
}

/** 1-4, whatever the attribute says. */
export function headingLevel(node: RichNode): number {
  return wholeNumber(node.attrs?.level, 1, 4) ?? 1;
}

/** The number when it is a whole one within the bounds, else null. */
export function wholeNumber(value: unknown, min: number, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null;
}

/** Calls `visit` for every node, parents first. */
export function walk(node: RichNode, visit: (node: RichNode) => void): void {
  visit(node);
  for (const child of node.content ?? []) walk(child, visit);
}

/** Blocks of a text from so many on that are far from the screen are not laid out (ui/document.css). */
const LONG_FROM = 400;

export function isLong(blocks: { length: number } | undefined): boolean {
  return (blocks?.length ?? 0) > LONG_FROM;
}
