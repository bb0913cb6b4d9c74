/** The rich text of an item as a plain tree: out of its shared type, and into one that is new. Every node, mark and attribute is kept, also unknown ones. */
import * as Y from 'yjs';

export type Attributes = Record<string, unknown>;
export type RichNode = { name: string; attributes: Attributes; children: readonly RichNode[] } | { text: string; marks: Attributes };

export function readTree(fragment: Y.XmlFragment | Y.XmlElement): RichNode[] {
  return fragment.toArray().flatMap((node): RichNode[] => {
    if (node instanceof Y.XmlElement) return [{ name: node.nodeName, attributes: { ...node.getAttributes() }, children: readTree(node) }];
    return node instanceof Y.XmlText ? readText(node) : [];
  });
}

/** Words that are marked alike are one text, however they were typed. */
function readText(text: Y.XmlText): RichNode[] {
  const found: { text: string; marks: Attributes }[] = [];
  for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: Attributes }[]) {
    const last = found.at(-1);
    if (typeof insert !== 'string') continue;
    if (last && JSON.stringify(last.marks) === JSON.stringify(attributes)) last.text += insert;
    else found.push({ text: insert, marks: attributes });
  }
  return found;
}

export function writeTree(fragment: Y.XmlFragment | Y.XmlElement, nodes: readonly RichNode[]): void {
  fragment.insert(0, typesOf(nodes));
}

function typesOf(nodes: readonly RichNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = [];
  let run: { insert: string; attributes: Attributes }[] = [];
  const endRun = () => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run, { sanitize: false });
    types.push(text);
    run = [];
  };
  for (const node of nodes) {
    if ('text' in node) {
      if (node.text !== '') run.push({ insert: node.text, attributes: node.marks });
      continue;
    }
    endRun();
    const element = new Y.XmlElement(node.name);
    for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value as string);
    element.insert(0, typesOf(node.children));
    types.push(element);
  }
  endRun();
  return types;
}

/** Its words, a line for each block. */
export function wordsOf(nodes: readonly RichNode[]): string {
  const lines: string[] = [];
  let line = '';
  const endLine = () => {
    if (line.trim()) lines.push(line.trim());
    line = '';
  };
  const walk = (node: RichNode) => {
    if ('text' in node) line += node.text;
    else if (node.name === 'hardBreak') endLine();
    else {
      for (const child of node.children) walk(child);
      if (node.children.some((child) => 'text' in child) || node.name === 'paragraph') endLine();
    }
  };
  for (const node of nodes) walk(node);
  endLine();
  return lines.join('\n');
}
