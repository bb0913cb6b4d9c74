/** Reads HTML as the rich text of an item: what `write.ts` writes, comes back as it was; what people wrote, as near as it gets. Plain text too. */
import { Unreadable } from '../problems';
import { EMPTY_TAGS, isSafeAddress, MARK_OF_TAG, NODE_OF_TAG } from './names';
import type { Attributes, RichNode } from './tree';

const MOST_NODES = 20_000;
const DEPTH = 50;

interface Open {
  tag: string;
  node: { name: string; attributes: Attributes; children: RichNode[] } | null;
  mark: { name: string; value: unknown } | null;
}

export function readHtml(text: string): RichNode[] {
  return /^\s*<[a-z]/i.test(text) ? new Reader().read(text) : readPlain(text);
}

/** Each line is a paragraph. */
export function readPlain(text: string): RichNode[] {
  if (text.trim() === '') return [];
  return text.split(/\r\n|\r|\n/).map((line) => ({ name: 'paragraph', attributes: {}, children: line ? [{ text: line, marks: {} }] : [] }));
}

const PART = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>|[^<]+|</gi;

class Reader {
  readonly #root: RichNode[] = [];
  #open: Open[] = [];
  #count = 0;

  read(html: string): RichNode[] {
    for (const [part, slash, tag, attributes] of html.matchAll(PART)) {
      if (part.startsWith('<!--')) continue;
      if (tag === undefined) this.#text(unescapeHtml(part));
      else if (slash) this.#close(tag.toLowerCase());
      else this.#begin(tag.toLowerCase(), readAttributes(attributes ?? ''));
    }
    return inBlocks('', this.#root);
  }

  #text(text: string): void {
    const marks = Object.fromEntries(this.#open.flatMap(({ mark }) => (mark ? [[mark.name, mark.value]] : [])));
    const siblings = this.#siblings();
    const last = siblings.at(-1);
    this.#counted();
    // The parts of one text: a sign that begins no tag stands alone.
    if (last && 'text' in last && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += text;
    else siblings.push({ text, marks });
  }

  #begin(tag: string, given: Record<string, string>): void {
    const mark = markOf(tag, given);
    const node = mark ? null : nodeOf(tag, given);
    this.#counted();
    if (node) this.#siblings().push(node);
    if (EMPTY_TAGS.has(tag)) return;
    if (this.#open.length >= DEPTH) throw new Unreadable('not-readable');
    this.#open.push({ tag, node, mark });
  }

  #close(tag: string): void {
    const at = this.#open.findLastIndex((open) => open.tag === tag);
    if (at >= 0) this.#open = this.#open.slice(0, at);
  }

  #siblings(): RichNode[] {
    return this.#open.findLast(({ node }) => node)?.node?.children ?? this.#root;
  }

  #counted(): void {
    this.#count += 1;
    if (this.#count > MOST_NODES) throw new Unreadable('not-readable');
  }
}

function nodeOf(tag: string, given: Record<string, string>): Open['node'] {
  const attributes = attributesIn(given['data-attrs']) ?? {};
  const heading = /^h([1-6])$/.exec(tag);
  if (heading) return { name: 'heading', attributes: { level: Number(heading[1]), ...attributes }, children: [] };
  const name = given['data-node'] ?? NODE_OF_TAG[tag];
  return name && /^[A-Za-z][\w-]{0,40}$/.test(name) ? { name, attributes, children: [] } : null;
}

function markOf(tag: string, given: Record<string, string>): Open['mark'] {
  const name = given['data-mark'] ?? MARK_OF_TAG[tag];
  if (!name || !/^[A-Za-z][\w+/=-]{0,80}$/.test(name)) return null;
  const said = parsed(given['data-attrs']);
  if (name !== 'link') return { name, value: said ?? {} };
  const value = { ...(given.href === undefined ? {} : { href: given.href }), ...(isRecord(said) ? said : {}) };
  return isSafeAddress(value.href) ? { name, value } : null;
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    // Somebody changed it by hand: as if it were not there.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Attributes => typeof value === 'object' && value !== null && !Array.isArray(value);

function attributesIn(json: string | undefined): Attributes | null {
  const found = parsed(json);
  return isRecord(found) ? found : null;
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    found[name.toLowerCase()] ??= unescapeHtml(double ?? single ?? bare ?? '');
  }
  return found;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Within these, words stand in blocks; what lies between their blocks is how the HTML was laid out. */
const OF_BLOCKS = new Set(['', 'listItem', 'blockquote', 'tableCell', 'tableHeader']);
const WITHOUT_WORDS = new Set(['bulletList', 'orderedList', 'table', 'tableRow']);

function inBlocks(name: string, nodes: readonly RichNode[]): RichNode[] {
  const deep = nodes.map((node) => ('text' in node ? node : { ...node, children: inBlocks(node.name, node.children) }));
  if (WITHOUT_WORDS.has(name)) return deep.filter((node) => !('text' in node) || node.text.trim() !== '');
  if (!OF_BLOCKS.has(name)) return deep;
  const blocks: RichNode[] = [];
  let line: RichNode[] = [];
  const endLine = () => {
    if (line.some((node) => !('text' in node) || node.text.trim() !== ''))
      blocks.push({ name: 'paragraph', attributes: {}, children: line });
    line = [];
  };
  for (const node of deep) {
    if ('text' in node || node.name === 'hardBreak') line.push(node);
    else {
      endLine();
      blocks.push(node);
    }
  }
  endLine();
  return blocks;
}
