/** All that an editor is made of: the document's own extensions with their browser halves, and what only an editor needs. */
import { type AnyExtension, Extension, type NodeViewRenderer } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list';
import { Table, TableView } from '@tiptap/extension-table';
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { columnResizing, tableEditing } from '@tiptap/pm/tables';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { COLUMN_FREE, COLUMN_MIN } from '../../html';
import { documentExtensions } from '../../schema';
import type { TreeProblem } from '../../tree/build';
import { BlockIds } from './block-ids';
import { CaretFirst } from './caret-first';
import { fromElsewhere } from './collaboration/binding';
import { caretsOf } from './collaboration/carets';
import { collaborationWith } from './collaboration/collaboration';
import { repairsOf } from './collaboration/repairs';
import { Find } from './find';
import { MergeWithin } from './merge';
import { cleanPastedHtml } from './paste';
import { placeholderOf } from './placeholder';
import { Settling } from './settling';
import { SlashCommands } from './slash';

/** Words of the interface that stand within the text. */
export interface EditorTexts {
  /** BCP 47; the text around them is in another. */
  language: string;
  placeholder: string;
  /** The accessible name of a task's box. */
  task: (words: string, done: boolean) => string;
}

/** A wide table scrolls sideways in its box: by keyboard, too. */
class ScrollableTable extends TableView {
  constructor(...given: ConstructorParameters<typeof TableView>) {
    super(...given);
    (this.dom as HTMLElement).tabIndex = 0;
  }
}

/**
 * prosemirror-tables puts missing cells into ragged tables after every change. Two people's merge can leave such a table, and
 * when both their editors "fix" it, it grows: only the one who works in the table does.
 */
const EditedTable = Table.extend({
  addProseMirrorPlugins() {
    const editing = tableEditing();
    const fix = editing.spec.appendTransaction;
    return [
      columnResizing({ cellMinWidth: COLUMN_MIN, defaultCellMinWidth: COLUMN_FREE, handleWidth: 5, View: ScrollableTable }),
      new Plugin({
        ...editing.spec,
        appendTransaction: (transactions, before, after) =>
          transactions.some(fromElsewhere) ? null : (fix?.call(editing, transactions, before, after) ?? null),
      }),
    ];
  },
  // `View` is for readers: columnResizing has its own.
}).configure({ resizable: true, renderWrapper: true, View: ScrollableTable });

const CleanPaste = Extension.create({
  name: 'cleanPaste',
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: (html) => cleanPastedHtml(html) } })],
});

export function editorExtensions(
  fragment: Y.XmlFragment,
  awareness: Awareness,
  onProblem: (problem: TreeProblem) => void,
  texts: EditorTexts,
): AnyExtension[] {
  const collaboration = collaborationWith(fragment, onProblem, () =>
    [...awareness.getStates().keys()].every((clientId) => clientId >= awareness.clientID),
  );
  return [
    ...documentExtensions.map((extension) => withBrowserHalf(extension, texts)),
    collaboration,
    repairsOf(fragment),
    caretsOf(awareness, () => (collaboration.storage as { binding: import('./collaboration/binding').Binding }).binding),
    CaretFirst,
    BlockIds,
    MergeWithin,
    Settling,
    CleanPaste,
    Find,
    SlashCommands,
    ListKeymap,
    Gapcursor,
    Dropcursor.configure({ color: 'var(--accent)', width: 2 }),
    placeholderOf(texts),
  ];
}

/** Addresses with `#s-…` lead to a heading of the server's page, and go on to do so. */
function withAnchor(heading: AnyExtension): AnyExtension {
  return heading.extend({
    renderHTML({ node, HTMLAttributes }: { node: Node; HTMLAttributes: Record<string, unknown> }) {
      const { id, level } = node.attrs as { id: string | null; level: number };
      return [`h${level}`, id ? { ...HTMLAttributes, id: `s-${id}` } : HTMLAttributes, 0];
    },
  });
}

function withBrowserHalf(extension: AnyExtension, texts: EditorTexts): AnyExtension {
  if (extension.name === 'heading') return withAnchor(extension);
  if (extension.name === 'table') return EditedTable;
  if (extension.name === 'taskItem') return namedTasks(extension, texts);
  return extension;
}

function namedTasks(taskItem: AnyExtension, { task, language }: EditorTexts): AnyExtension {
  const named = taskItem.extend({
    addNodeView(this: { parent?: () => NodeViewRenderer }) {
      const draw = this.parent?.();
      return (...given: Parameters<NodeViewRenderer>) => {
        const view = draw?.(...given);
        const box = view?.dom.firstChild;
        if (box instanceof HTMLElement) box.lang = language;
        return view;
      };
    },
  });
  return named.configure({
    nested: true,
    a11y: { checkboxLabel: (node: { textContent: string }, checked: boolean) => task(node.textContent, checked) },
  });
}
