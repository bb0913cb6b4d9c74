/**
 * A key works where the caret is, not where it was. Browsers tell of a moved caret in a task of its own, and on a busy machine the next key
 * comes before it: Ctrl+A, End, Backspace then deleted the whole text, and a letter typed after Ctrl+End replaced the guidance that was
 * selected before. So the caret is asked for at each key.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Not in ProseMirror's types: it does what it does when the browser tells, and nothing where there is nothing new. */
interface Observed {
  domObserver: { flush(): void };
}

export const CaretFirst = Extension.create({
  name: 'caretFirst',
  // Before whoever answers to keys.
  priority: 10_000,
  addProseMirrorPlugins() {
    const keydown = (view: EditorView) => {
      if (!view.composing) (view as unknown as Observed).domObserver.flush();
      return false;
    };
    return [new Plugin({ props: { handleDOMEvents: { keydown } } })];
  },
});
