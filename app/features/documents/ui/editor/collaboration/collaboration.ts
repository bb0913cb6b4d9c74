/** The editor's tie to the shared document: binding, undo of one's own changes, and repair of what merges leave. */
import { type Command, type Content, type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { newId } from '~/kit/ids';
import type { TreeProblem } from '../../../tree/build';
import { repairTree } from '../../../tree/repair';
import { Binding, collaborationKey, type RelativeSelection } from './binding';
import { createUndo, type Undo } from './undo';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    collaboration: {
      /** Takes back my last change. */
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
  interface Storage {
    collaboration: Collaborating;
  }
}

export interface Collaborating {
  binding: Binding;
  undo: Undo;
}

/**
 * The extension for one editor of one fragment. (A function, not options: Tiptap makes an extension's storage anew each time it
 * is asked for, and there must be one binding.)
 * @param onProblem the tree cannot be shown any more, and what a merge left could not be repaired: the editor must go
 * @param mayInsert of all who see the same tree, is it ours to put in what a merge left out?
 */
export function collaborationWith(
  fragment: Y.XmlFragment,
  onProblem: (problem: TreeProblem) => void,
  mayInsert: () => boolean = () => true,
): Extension {
  let editable = () => false;
  const binding = new Binding(fragment, (problem) => {
    // Repaired, the tree comes back like any change from elsewhere, and the editor goes on.
    if (problem.kind === 'malformed' && fragment.doc && editable()) repairTree(fragment.doc, fragment, { newId, insert: mayInsert() });
    if (binding.isStale) onProblem(problem);
  });
  const undo = createUndo(binding);
  return Extension.create<object, Collaborating>({
    name: 'collaboration',
    // Before all others: their plugins may ask where things are in the shared document.
    priority: 1000,
    addStorage: () => ({ binding, undo }),
    onBeforeCreate() {
      this.editor.options.content = binding.load(this.editor.schema) as unknown as Content;
    },
    onDestroy() {
      undo.destroy();
    },
    addCommands() {
      const run = (step: () => RelativeSelection | null | undefined) => {
        const selection = step();
        if (selection) select(this.editor, binding, selection);
        return selection !== undefined;
      };
      return {
        undo: () =>
          onShared(
            () => undo.manager.undoStack.length > 0,
            () => run(undo.undo),
          ),
        redo: () =>
          onShared(
            () => undo.manager.redoStack.length > 0,
            () => run(undo.redo),
          ),
      };
    },
    addKeyboardShortcuts() {
      return {
        'Mod-z': () => this.editor.commands.undo(),
        'Mod-y': () => this.editor.commands.redo(),
        'Shift-Mod-z': () => this.editor.commands.redo(),
      };
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        key: collaborationKey,
        view: (view) => {
          binding.attach(view);
          editable = () => view.editable;
          return {
            update: ({ state }, before) => binding.push(state, before, undo.remember),
            destroy: () => binding.detach(),
          };
        },
      }),
    ],
  });
}

/** A command whose change comes back through the shared document, in a transaction of its own. */
function onShared(possible: () => boolean, run: () => boolean): Command {
  return ({ tr, dispatch }) => {
    tr.setMeta('preventDispatch', true);
    return possible() && (!dispatch || run());
  };
}

function select({ state, view }: Editor, binding: Binding, { anchor, head }: RelativeSelection): void {
  const [from, to] = [binding.absolute(anchor), binding.absolute(head)];
  if (from === null || to === null) return;
  const selection = TextSelection.between(state.doc.resolve(from), state.doc.resolve(to));
  view.dispatch(state.tr.setSelection(selection).setMeta('addToHistory', false).scrollIntoView());
}
