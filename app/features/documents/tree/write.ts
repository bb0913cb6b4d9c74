/** From plain JSON to new shared types. Needs no schema: what this version does not know is written as it came. */
import * as Y from 'yjs';
import type { RichNode } from '../rich-text';

/** The blocks as types that are not in a document yet. */
export function newTypes(nodes: RichNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = [];
  let run: RichNode[] = [];
  const endRun = () => {
    if (run.length > 0) types.push(newText(run));
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      run.push(node);
    } else {
      endRun();
      types.push(newElement(node));
    }
  }
  endRun();
  return types;
}

function newElement(node: RichNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type);
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value as string);
  }
  element.insert(0, newTypes(node.content ?? []));
  return element;
}

export function newText(run: RichNode[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    run.map((node) => ({
      insert: node.text ?? '',
      attributes: Object.fromEntries((node.marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}])),
    })),
  );
  return text;
}
