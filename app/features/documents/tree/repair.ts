/**
 * Forward repairs: small recorded edits that make a tree well-formed again without touching a single character.
 *
 * Two people who edit at once can leave what neither wrote: one deletes the first item of a list, the other its last, and an
 * empty list stays. Taking an empty frame away is safe to do by everybody at once (deleting twice is deleting once). What has
 * to be put in (an empty paragraph in an empty cell) is done by one: `insert` says whether that is us.
 */
import * as Y from 'yjs';

/** Frames that mean nothing without a child. */
const EMPTY_FRAMES = new Set(['bulletList', 'orderedList', 'taskList', 'listItem', 'taskItem', 'blockquote', 'table']);
const ITEMS = new Set(['listItem', 'taskItem']);
const CELLS = new Set(['tableCell', 'tableHeader']);

/** The mark of a repair on its Yjs transaction: no undo takes it back, and every view shows it like a change from elsewhere. */
export const REPAIR = Symbol('repair');

export interface RepairOptions {
  /** Makes the id of a paragraph that a repair puts in. */
  newId: () => string;
  /** Put in what is missing, too; of all who see the same tree, one should. */
  insert: boolean;
}

/** Repairs what can be repaired without loss. @returns how many edits were made */
export function repairTree(doc: Y.Doc, fragment: Y.XmlFragment, options: RepairOptions): number {
  let edits = 0;
  doc.transact(() => {
    edits = repairChildren(fragment, options);
  }, REPAIR);
  return edits;
}

function repairChildren(parent: Y.XmlFragment, options: RepairOptions): number {
  let edits = 0;
  // From the end, so that a deletion moves nothing that is still to be seen.
  const children = parent.toArray();
  for (let index = children.length - 1; index >= 0; index--) {
    const child = children[index];
    if (!(child instanceof Y.XmlElement)) continue;
    edits += repairChildren(child, options);
    if (isEmptyFrame(child)) {
      parent.delete(index, 1);
      edits++;
    } else if (options.insert && lacksParagraph(child)) {
      child.insert(0, [emptyParagraph(options.newId())]);
      edits++;
    }
  }
  return edits;
}

/** A table whose rows have all lost their cells holds nothing either. */
function isEmptyFrame(element: Y.XmlElement): boolean {
  if (element.nodeName === 'table') return element.toArray().every((row) => row instanceof Y.XmlElement && isEmptyRow(row));
  return EMPTY_FRAMES.has(element.nodeName) && element.length === 0;
}

function isEmptyRow(element: Y.XmlElement): boolean {
  return element.nodeName === 'tableRow' && element.length === 0;
}

function lacksParagraph(element: Y.XmlElement): boolean {
  if (CELLS.has(element.nodeName)) return element.length === 0;
  if (!ITEMS.has(element.nodeName)) return false;
  const first = element.get(0);
  return first instanceof Y.XmlElement && first.nodeName !== 'paragraph';
}

function emptyParagraph(id: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('id', id);
  return paragraph;
}
