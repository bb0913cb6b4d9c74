/**
 * From the shared tree (Yjs) to ProseMirror nodes, without ever changing the tree.
 *
 * y-tiptap's own converter deletes what it cannot build: a node of a newer version, or a list that a merge left empty, would
 * vanish for everybody because one old browser looked at it. This one says what is wrong and leaves the tree as it is.
 */
import { Fragment, type Mark, type MarkType, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** What a client cannot show without losing something. `malformed`: known parts in an order that the schema forbids. */
export interface TreeProblem {
  kind: 'unknownNode' | 'unknownMark' | 'unknownAttribute' | 'malformed';
  /** The name of the node, mark or attribute, for the log. */
  name: string;
}

export class TreeError extends Error {
  override readonly name = 'TreeError';
  constructor(
    readonly problem: TreeProblem,
    options?: ErrorOptions,
  ) {
    super(`The document's tree cannot be shown: ${problem.kind} ${problem.name}.`, options);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: Yjs types its events invariantly, so no narrower type holds elements and texts alike
export type SharedType = Y.AbstractType<any>;

/** Which ProseMirror node (or run of text nodes) stands for a shared type; y-tiptap's binding keeps one for the whole document. */
export type Mapping = Map<SharedType, Node | Node[]>;

function refuse(kind: TreeProblem['kind'], name: string, cause?: unknown): never {
  throw new TreeError({ kind, name }, { cause });
}

/** The top-level blocks. Types that are in the mapping already are taken from it; the others are built and added. Throws TreeError. */
export function buildBlocks(fragment: Y.XmlFragment, schema: Schema, mapping: Mapping): Node[] {
  return fragment.toArray().map((child) => mapped(child, mapping) ?? build(child, schema, mapping));
}

function mapped(type: SharedType, mapping: Mapping): Node | undefined {
  const node = mapping.get(type);
  return Array.isArray(node) ? undefined : node;
}

function build(element: SharedType, schema: Schema, mapping: Mapping): Node {
  if (!(element instanceof Y.XmlElement)) return refuse('malformed', 'doc');
  const type = schema.nodes[element.nodeName];
  if (!type || type.isText || type === schema.topNodeType) return refuse('unknownNode', element.nodeName);
  const children: Node[] = [];
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) {
      const texts = buildText(child, schema);
      mapping.set(child, texts);
      children.push(...texts);
    } else {
      children.push(mapped(child, mapping) ?? build(child, schema, mapping));
    }
  }
  const node = create(type, element.getAttributes(), children);
  mapping.set(element, node);
  return node;
}

function create(type: NodeType, attributes: Record<string, unknown>, children: Node[]): Node {
  checkNames(attributes, type.spec.attrs, type.name);
  try {
    const node = type.createChecked(attributes, Fragment.fromArray(children));
    checkValues(type, node.attrs);
    return node;
  } catch (error) {
    return refuse('malformed', type.name, error);
  }
}

/** ProseMirror ignores attributes that it does not know, and the next edit would then remove them. */
function checkNames(attributes: object, known: object | undefined, owner: string): void {
  for (const name of Object.keys(attributes)) if (!known || !(name in known)) refuse('unknownAttribute', `${owner}.${name}`);
}

/** Runs the schema's `validate` rules of one node. (`Node.check` does, too, but walks all that is inside again.) */
function checkValues(type: NodeType | MarkType, values: Record<string, unknown>): void {
  const { attrs } = type as unknown as { attrs: Record<string, { validate?: (value: unknown) => void }> };
  for (const [name, { validate }] of Object.entries(attrs)) validate?.(values[name]);
}

function buildText(text: Y.XmlText, schema: Schema): Node[] {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map((run) => {
    if (typeof run.insert !== 'string') return refuse('unknownNode', 'embed');
    return schema.text(run.insert, buildMarks(run.attributes ?? {}, schema));
  });
}

/** y-tiptap stores a mark that may overlap itself under its name and a hash of 8 letters. */
const HASHED_MARK = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

export function markName(key: string): string {
  return HASHED_MARK.exec(key)?.[1] ?? key;
}

function buildMarks(formats: Record<string, unknown>, schema: Schema): Mark[] {
  return Object.entries(formats).map(([key, value]) => {
    const type = schema.marks[markName(key)];
    if (!type) return refuse('unknownMark', key);
    const attributes = typeof value === 'object' && value !== null ? value : {};
    checkNames(attributes, type.spec.attrs, type.name);
    try {
      const mark = type.create(attributes as Record<string, unknown>);
      checkValues(type, mark.attrs);
      return mark;
    } catch (error) {
      return refuse('malformed', type.name, error);
    }
  });
}
