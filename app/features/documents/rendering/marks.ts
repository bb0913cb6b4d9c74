/** Runs of text with flat lists of marks, turned into nested groups, so that two neighbours in bold become one. */
import type { Mark, RichNode } from '../rich-text';

export type Inline = { kind: 'leaf'; node: RichNode } | { kind: 'group'; mark: Mark; children: Inline[] };

/** From the outside in. A mark that is not named here is left away; its text stays. */
const ORDER = ['link', 'bold', 'italic', 'underline', 'strike', 'highlight', 'subscript', 'superscript', 'code'];

function same(a: Mark, b: Mark): boolean {
  return a.type === b.type && (a.type !== 'link' || a.attrs?.href === b.attrs?.href);
}

function outermost(marks: Mark[]): Mark | undefined {
  for (const type of ORDER) {
    const found = marks.find((mark) => mark.type === type);
    if (found) return found;
  }
  return undefined;
}

interface Run {
  node: RichNode;
  marks: Mark[];
}

/** Nested groups of a block's inline content. */
export function grouped(nodes: RichNode[]): Inline[] {
  return group(nodes.map((node) => ({ node, marks: (node.marks ?? []).filter((mark) => ORDER.includes(mark.type)) })));
}

function group(runs: Run[]): Inline[] {
  const result: Inline[] = [];
  for (let at = 0; at < runs.length; ) {
    const run = runs[at] as Run;
    const mark = outermost(run.marks);
    if (!mark) {
      result.push({ kind: 'leaf', node: run.node });
      at += 1;
      continue;
    }
    let end = at;
    while (end < runs.length && runs[end]?.marks.some((other) => same(other, mark))) end += 1;
    const inner = runs.slice(at, end).map(({ node, marks }) => ({ node, marks: marks.filter((other) => other.type !== mark.type) }));
    result.push({ kind: 'group', mark, children: group(inner) });
    at = end;
  }
  return result;
}
