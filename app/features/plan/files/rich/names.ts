/** What nodes and marks of rich texts are called in HTML. What has no name there goes as `data-node` or `data-mark`. */

export const TAG_OF_NODE: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  horizontalRule: 'hr',
  hardBreak: 'br',
  codeBlock: 'pre',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
};

export const TAG_OF_MARK: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
  code: 'code',
  highlight: 'mark',
  link: 'a',
};

const turned = (names: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(names).map(([name, tag]) => [tag, name]));
export const NODE_OF_TAG: Readonly<Record<string, string>> = { ...turned(TAG_OF_NODE), div: 'paragraph' };
export const MARK_OF_TAG: Readonly<Record<string, string>> = {
  ...turned(TAG_OF_MARK),
  b: 'bold',
  i: 'italic',
  del: 'strike',
  strike: 'strike',
};

export const EMPTY_TAGS: ReadonlySet<string> = new Set(['br', 'hr']);

/** Where a link may lead. */
export function isSafeAddress(href: unknown): boolean {
  return typeof href === 'string' && href.length <= 2_000 && /^(https?:\/\/|mailto:|tel:|\/|#)/i.test(href);
}
