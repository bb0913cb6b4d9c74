/** What React shows of an editor. Nothing is rendered per keystroke: state is read a moment after it, and compared. */
import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';

/** A toolbar may be a moment late; the letter that was typed may not. In milliseconds. */
const AFTER_MS = 50;

/** What `select` says about the editor, read again after changes; a new value only when it differs in one of its fields. */
export function useEditorState<T>(editor: Editor, select: (editor: Editor) => T): T {
  const last = useRef<{ editor: Editor; value: T } | null>(null);
  const selecting = useRef(select);
  selecting.current = select;
  const read = useCallback((): T => {
    const value = selecting.current(editor);
    if (last.current?.editor === editor && same(last.current.value, value)) return last.current.value;
    last.current = { editor, value };
    return value;
  }, [editor]);
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const soon = () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          if (!editor.isDestroyed) listener();
        }, AFTER_MS);
      };
      editor.on('transaction', soon);
      editor.on('focus', soon);
      editor.on('blur', soon);
      return () => {
        clearTimeout(timer);
        editor.off('transaction', soon);
        editor.off('focus', soon);
        editor.off('blur', soon);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, read, read);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(right).length && left.every(([name, value]) => Object.is(value, right[name]));
}
