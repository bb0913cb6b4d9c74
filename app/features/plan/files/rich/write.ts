/** Writes the rich text of an item as HTML that keeps all of it. */
import { EMPTY_TAGS, TAG_OF_MARK, TAG_OF_NODE } from './names';
import type { Attributes, RichNode } from './tree';

/** Signs that XML or a table could not carry as they are go as numbers. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"\p{Cc}\u{FFFE}\u{FFFF}]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

export function writeHtml(nodes: readonly RichNode[]): string {
  return nodes.map((node) => writeNode(node, false)).join('');
}

function writeNode(node: RichNode, isWithinLine: boolean): string {
  if ('text' in node) return writeText(node.text, node.marks);
  const { level, ...rest } = node.attributes;
  const isHeading = node.name === 'heading' && Number.isInteger(level) && Number(level) >= 1 && Number(level) <= 6;
  const known = isHeading ? `h${level}` : TAG_OF_NODE[node.name];
  const tag = known ?? (isWithinLine ? 'span' : 'div');
  const begin = `<${tag}${known ? '' : attribute('data-node', node.name)}${more(isHeading ? rest : node.attributes)}>`;
  if (EMPTY_TAGS.has(tag)) return begin;
  const isLine = isWithinLine || node.children.some((child) => 'text' in child);
  return `${begin}${node.children.map((child) => writeNode(child, isLine)).join('')}</${tag}>`;
}

function writeText(text: string, marks: Attributes): string {
  const names = Object.keys(marks).sort().reverse();
  return names.reduce((inner, name) => writeMark(name, marks[name], inner), escapeHtml(text));
}

function writeMark(name: string, value: unknown, inner: string): string {
  const tag = TAG_OF_MARK[name] ?? 'span';
  const own = TAG_OF_MARK[name] ? '' : attribute('data-mark', name);
  if (name === 'link' && isRecord(value) && typeof value.href === 'string') {
    const { href, ...rest } = value;
    return `<a${attribute('href', href)}${more(rest)}>${inner}</a>`;
  }
  return `<${tag}${own}${isRecord(value) ? more(value) : attribute('data-attrs', JSON.stringify(value))}>${inner}</${tag}>`;
}

const isRecord = (value: unknown): value is Attributes => typeof value === 'object' && value !== null && !Array.isArray(value);
const attribute = (name: string, value: unknown) => ` ${name}="${escapeHtml(String(value))}"`;
const more = (attributes: Attributes) => (Object.keys(attributes).length > 0 ? attribute('data-attrs', JSON.stringify(attributes)) : '');
