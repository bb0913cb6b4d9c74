/** A menu of blocks at a "/" typed at the start of a line or after a space. This half knows the text; `slash-menu.tsx` draws. */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';

export interface SlashState {
  /** From the "/" to the caret. */
  from: number;
  to: number;
  query: string;
}

export const slashKey = new PluginKey<SlashState | null>('slash');

/** Keys that the open menu takes; true when it did. Set by the menu while it is shown. */
export interface SlashKeys {
  onKey: ((key: string) => boolean) | null;
}

declare module '@tiptap/core' {
  interface Storage {
    slash: SlashKeys;
  }
  interface Commands<ReturnType> {
    slash: {
      closeSlash: () => ReturnType;
    };
  }
}

const KEYS = new Set(['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape']);
const QUERY_MAX = 30;

export const SlashCommands = Extension.create<object, SlashKeys>({
  name: 'slash',
  priority: 900,
  addStorage: () => ({ onKey: null }),
  addCommands() {
    return {
      closeSlash:
        () =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(slashKey, 'close'));
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<SlashState | null>({
        key: slashKey,
        state: { init: () => null, apply: next },
        props: {
          handleTextInput(view, from, _to, text) {
            if (text !== '/') return false;
            const { $from, empty } = view.state.selection;
            if (!empty || !$from.parent.isTextblock || !/(^|\s)$/.test($from.parent.textBetween(0, $from.parentOffset, undefined, ' ')))
              return false;
            view.dispatch(view.state.tr.insertText('/', from).setMeta(slashKey, 'open'));
            return true;
          },
          handleKeyDown(view, event) {
            if (!slashKey.getState(view.state) || !KEYS.has(event.key) || event.isComposing) return false;
            return editor.storage.slash.onKey?.(event.key) ?? false;
          },
          handleDOMEvents: {
            blur: (view) => {
              if (slashKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(slashKey, 'close'));
              return false;
            },
          },
        },
      }),
    ];
  },
});

function next(transaction: Transaction, before: SlashState | null, _: EditorState, state: EditorState): SlashState | null {
  const asked = transaction.getMeta(slashKey) as 'open' | 'close' | undefined;
  if (asked === 'close') return null;
  if (asked !== 'open' && !before) return null;
  const from = asked === 'open' ? state.selection.from - 1 : transaction.mapping.map((before as SlashState).from, -1);
  const { $from, empty } = state.selection;
  if (!empty || from < $from.start() || from >= $from.pos) return null;
  const text = state.doc.textBetween(from, $from.pos, undefined, ' ');
  return /^\/[^\s/]*$/.test(text) && text.length <= QUERY_MAX ? { from, to: $from.pos, query: text.slice(1) } : null;
}
