/** A second row of tools while a picture is selected. */
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { Trash2 } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { AltDialog } from './alt-dialog';
import { useEditorState } from './store';
import { Tool, ToolRow } from './toolbar';

export function PictureTools({ editor, textId }: { editor: Editor; textId: string }) {
  const t = useT('documents');
  const { src, alt } = useEditorState(editor, ({ state: { selection } }) => {
    const image = selection instanceof NodeSelection && selection.node.type.name === 'image' ? selection.node : null;
    return { src: String(image?.attrs.src ?? ''), alt: String(image?.attrs.alt ?? '') };
  });
  const [asking, setAsking] = useState(false);
  return (
    <>
      {src ? (
        <ToolRow label={t('editor.pictureTools')} editor={editor} textId={textId} className="border-t border-line">
          <button
            type="button"
            data-tool
            onClick={() => setAsking(true)}
            className="h-8 shrink-0 rounded-control px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:h-11"
          >
            {t('editor.altTitle')}
          </button>
          <Tool label={t('editor.deletePicture')} onPress={() => editor.chain().focus().deleteSelection().run()}>
            <Icon of={Trash2} className="size-4" />
          </Tool>
        </ToolRow>
      ) : null}
      <AltDialog
        picture={asking && src ? { src, alt } : null}
        onCancel={() => setAsking(false)}
        onDone={(words) => {
          setAsking(false);
          editor.commands.updateAttributes('image', { alt: words });
        }}
      />
    </>
  );
}
