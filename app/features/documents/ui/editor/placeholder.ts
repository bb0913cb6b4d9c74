/** What may be done in the empty block that the caret is in: said there, in the language of the interface, until something is written. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export function placeholderOf({ placeholder, language }: { placeholder: string; language: string }): Extension {
  const words = { class: 'is-empty', 'data-placeholder': placeholder, lang: language };
  return Extension.create({
    name: 'placeholder',
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            decorations({ doc, selection: { $anchor } }) {
              // With the whole text selected, the caret is before the first block.
              const [at, block] = $anchor.depth > 0 ? [$anchor.before(1), $anchor.node(1)] : [$anchor.pos, $anchor.nodeAfter];
              if (!editor.isEditable || !block?.isTextblock || block.content.size > 0) return null;
              return DecorationSet.create(doc, [Decoration.node(at, at + block.nodeSize, words)]);
            },
          },
        }),
      ];
    },
  });
}
