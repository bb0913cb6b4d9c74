/**
 * A document's text as a shared tree: where it is, how it is read, checked, begun and replaced.
 * Reading never changes the tree. (y-tiptap's converters do: they delete what they cannot build.)
 */
import { Fragment, Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { DOCUMENT_ROOT } from '~/live/wire';
import type { RichNode } from './rich-text';
import { BLOCKS_WITH_ID, documentSchema } from './schema';
import { buildBlocks, type Mapping, markName, TreeError, type TreeProblem } from './tree/build';
import { writeChange } from './tree/change';
import { REPAIR, repairTree } from './tree/repair';
import { newTypes } from './tree/write';

export type { TreeProblem } from './tree/build';

export function documentFragment(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(DOCUMENT_ROOT);
}

/**
 * The text as plain JSON, read without changing it. Nodes, marks and attributes that this version does not know are in it as
 * they are: whoever shows the result shows what they say and trusts nothing that they are.
 */
export function readDocument(doc: Y.Doc): RichNode {
  return { type: 'doc', content: readChildren(documentFragment(doc)) };
}

function readChildren(parent: Y.XmlFragment): RichNode[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return readText(child);
    return child instanceof Y.XmlElement ? [readElement(child)] : [];
  });
}

function readElement(element: Y.XmlElement): RichNode {
  const attrs = element.getAttributes() as Record<string, unknown>;
  const content = readChildren(element);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
}

function readText(text: Y.XmlText): RichNode[] {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return runs.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [];
    const marks = Object.entries(attributes ?? {}).map(([key, value]) => {
      const attrs = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
      return { type: markName(key), ...(Object.keys(attrs).length > 0 && { attrs }) };
    });
    return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }];
  });
}

/**
 * Is every node, mark and attribute known to this version, and every node well-formed?
 * @param tree a document, or an update that makes one
 * @returns the first problem, or null
 */
export function checkTree(tree: Y.Doc | Uint8Array): TreeProblem | null {
  const doc = tree instanceof Y.Doc ? tree : docFrom(tree);
  try {
    buildBlocks(documentFragment(doc), documentSchema(), new Map());
    return null;
  } catch (error) {
    if (error instanceof TreeError) return error.problem;
    throw error;
  } finally {
    if (doc !== tree) doc.destroy();
  }
}

function docFrom(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

/**
 * The first content of a room. Blocks without an id get one.
 * @throws RangeError when the content is not of this schema: templates are ours, so that is a mistake in them
 */
export function seedUpdate(content: RichNode): Uint8Array {
  const doc = new Y.Doc();
  const checked = Node.fromJSON(documentSchema(), content);
  checked.check();
  doc.transact(() => {
    documentFragment(doc).insert(0, newTypes((checked.toJSON() as RichNode).content ?? []));
    repairBlockIds(doc);
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/**
 * Makes the text equal to `content` by a forward edit: blocks that are the same stay the same blocks, so that carets, ids and
 * what others write in them meanwhile survive. Content that this version does not know is written as it is.
 */
export function replaceContent(doc: Y.Doc, content: RichNode, origin?: unknown): void {
  const fragment = documentFragment(doc);
  const node = parse(content);
  doc.transact(() => {
    if (node) {
      rewrite(doc, fragment, node);
    } else {
      fragment.delete(0, fragment.length);
      fragment.insert(0, newTypes(content.content ?? []));
    }
    repairBlockIds(doc);
  }, origin);
}

function rewrite(doc: Y.Doc, fragment: Y.XmlFragment, to: Node): void {
  const mapping: Mapping = new Map();
  let from: Node;
  try {
    from = to.copy(Fragment.fromArray(buildBlocks(fragment, to.type.schema, mapping)));
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    updateYFragment(doc, fragment, to, { mapping: new Map(), isOMark: new Map() });
    return;
  }
  writeChange(doc, fragment, from, to, { mapping, isOMark: new Map() });
}

function parse(content: RichNode): Node | null {
  try {
    const node = Node.fromJSON(documentSchema(), content);
    node.check();
    return node;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Gives an id to every block that has none, and a new one to each that has the id of a block before it. Editors do this
 * themselves for what they write; this is for what nobody's editor answers for any more.
 * @returns how many ids were written
 */
export function repairBlockIds(doc: Y.Doc, makeId: () => string = newId): number {
  const seen = new Set<string>();
  const wrong: Y.XmlElement[] = [];
  for (const element of documentFragment(doc).createTreeWalker((type) => type instanceof Y.XmlElement)) {
    if (!(element instanceof Y.XmlElement) || !BLOCKS_WITH_ID.includes(element.nodeName)) continue;
    const id: unknown = element.getAttribute('id');
    if (typeof id !== 'string' || id === '' || seen.has(id)) wrong.push(element);
    else seen.add(id);
  }
  if (wrong.length > 0) {
    doc.transact(() => {
      for (const element of wrong) element.setAttribute('id', makeId());
    }, REPAIR);
  }
  return wrong.length;
}

/**
 * The server's forward repair of what merges left: empty frames go, missing paragraphs come, ids are made single.
 * @returns how many edits were made; each is an ordinary update of the document
 */
export function repairDocument(doc: Y.Doc): number {
  return repairTree(doc, documentFragment(doc), { newId, insert: true }) + repairBlockIds(doc);
}
