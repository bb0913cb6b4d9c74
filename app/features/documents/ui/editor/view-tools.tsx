/** What a reader needs, too: find, the outline, and hiding where others write. At the end of a writer's toolbar, or a bar of its own. */
import type { Editor } from '@tiptap/core';
import { ListTree, Search, Users } from 'lucide';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
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
        <Icon of={Search} className="size-4" />
      </Tool>
      <Tool label={t('editor.outline')} on={outline.shown} onPress={outline.toggle}>
        <Icon of={ListTree} className="size-4" />
      </Tool>
      <Tool label={t('editor.carets')} on={carets.shown} onPress={carets.toggle}>
        <Icon of={Users} className="size-4" />
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
