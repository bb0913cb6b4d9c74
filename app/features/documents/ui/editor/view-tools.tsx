/** What a reader needs, too: find, the outline, and hiding where others write. At the end of a writer's toolbar, or a bar of its own. */
import type { Editor } from '@tiptap/core';
import { ListTree, Search, Users } from 'lucide-react';
import { useT } from '~/i18n/react';
import { Tool, ToolRow } from './toolbar';

export interface ViewToolsProps {
  onFind: () => void;
  outline: Shown;
  carets: Shown;
}

interface Shown {
  shown: boolean;
  toggle: () => void;
}

export function ViewTools({ onFind, outline, carets, reading = false }: ViewToolsProps & { reading?: boolean }) {
  const t = useT('documents');
  return (
    <>
      <Tool label={t(reading ? 'editor.findWhat' : 'editor.find')} keys="Mod-F" first={reading} onPress={onFind}>
        <Search aria-hidden className="size-4" />
      </Tool>
      <Tool label={t('editor.outline')} on={outline.shown} onPress={outline.toggle}>
        <ListTree aria-hidden className="size-4" />
      </Tool>
      <Tool label={t('editor.carets')} on={carets.shown} onPress={carets.toggle}>
        <Users aria-hidden className="size-4" />
      </Tool>
    </>
  );
}

export function ReaderToolbar({ editor, textId, ...tools }: ViewToolsProps & { editor: Editor; textId: string }) {
  const t = useT('documents');
  return (
    <ToolRow label={t('editor.readerTools')} editor={editor} textId={textId}>
      <ViewTools {...tools} reading />
    </ToolRow>
  );
}
