/** What is typed: the same letters, at the same moments, for every server. */
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../app/live/wire';

const LETTERS = 'the town and its people write a local strategy for integration with partners from six countries ';

export interface Writer {
  clientId: number;
  /** One update per keystroke. */
  keystrokes: Uint8Array[];
}

export interface Script {
  /** A paragraph per writer; everybody has it before the typing begins. */
  content: Uint8Array;
  writers: Writer[];
}

export function writeScript(writers: number, keystrokes: number): Script {
  const first = new Y.Doc();
  first.clientID = 7;
  first.getXmlFragment(DOCUMENT_ROOT).insert(
    0,
    Array.from({ length: writers }, (_, index) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`Paragraph ${index + 1}: `)]);
      return paragraph;
    }),
  );
  const content = Y.encodeStateAsUpdate(first);
  return { content, writers: Array.from({ length: writers }, (_, index) => writer(content, index, keystrokes)) };
}

function writer(content: Uint8Array, index: number, count: number): Writer {
  const doc = new Y.Doc();
  // As long as the random ids that Yjs takes.
  doc.clientID = 3_000_000_000 + index * 1_000_003;
  Y.applyUpdate(doc, content);
  const keystrokes: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => keystrokes.push(update));
  const text = (doc.getXmlFragment(DOCUMENT_ROOT).get(index) as Y.XmlElement).get(0) as Y.XmlText;
  for (let i = 0; i < count; i++) text.insert(text.length, LETTERS[(index * 5 + i) % LETTERS.length] as string);
  return { clientId: doc.clientID, keystrokes };
}

/** What the text is when everything has been typed. */
export function finalText({ content, writers }: Script): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, content);
  for (const { keystrokes } of writers) for (const update of keystrokes) Y.applyUpdate(doc, update);
  return textOf(doc);
}

export const textOf = (doc: Y.Doc): string => doc.getXmlFragment(DOCUMENT_ROOT).toString();

/** A number from 0 to 1 that looks random and is the same in every run. */
export function scattered(seed: number): number {
  const value = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453;
  return value - Math.floor(value);
}
