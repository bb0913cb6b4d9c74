/** A second row of tools while the caret is in a table. */
import type { Editor } from '@tiptap/core';
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Columns3,
  FoldHorizontal,
  Rows3,
  TableCellsMerge,
  TableCellsSplit,
  TableColumnsSplit,
  TableRowsSplit,
  Trash2,
  UnfoldHorizontal,
} from 'lucide';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Icon } from '~/ui/icon';
import { COLUMN_STEP, resizeColumn } from './columns';
import { useEditorState } from './store';
import { Line, Tool, ToolRow } from './toolbar';

/** Makes the column `by` pixels wider and says so; false where there is none. */
export function useResize(editor: Editor | null): (by: number) => boolean {
  const t = useT('documents');
  const announce = useAnnounce();
  return (by) => {
    const transaction = editor?.isEditable ? resizeColumn(editor.state, editor.view, by) : null;
    if (!transaction) return false;
    editor?.view.dispatch(transaction);
    announce(t(by > 0 ? 'editor.columnWider' : 'editor.columnNarrower'));
    return true;
  };
}

export function TableTools({ editor, textId }: { editor: Editor; textId: string }) {
  const t = useT('documents');
  const resize = useResize(editor);
  const { inTable, canMerge, canSplit } = useEditorState(editor, (each) => {
    const within = each.isActive('table');
    return { inTable: within, canMerge: within && each.can().mergeCells(), canSplit: within && each.can().splitCell() };
  });
  if (!inTable) return null;
  const chain = () => editor.chain().focus();
  const icon = 'size-4';
  return (
    <ToolRow label={t('editor.tableTools')} editor={editor} textId={textId} className="border-t border-line">
      <Tool first label={t('editor.rowBefore')} onPress={() => chain().addRowBefore().run()}>
        <Icon of={BetweenVerticalStart} className={`${icon} rotate-90`} />
      </Tool>
      <Tool label={t('editor.rowAfter')} onPress={() => chain().addRowAfter().run()}>
        <Icon of={BetweenVerticalEnd} className={`${icon} rotate-90`} />
      </Tool>
      <Tool label={t('editor.columnBefore')} onPress={() => chain().addColumnBefore().run()}>
        <Icon of={BetweenHorizontalStart} className={`${icon} rotate-90 rtl:-scale-y-100`} />
      </Tool>
      <Tool label={t('editor.columnAfter')} onPress={() => chain().addColumnAfter().run()}>
        <Icon of={BetweenHorizontalEnd} className={`${icon} rotate-90 rtl:-scale-y-100`} />
      </Tool>
      <Line />
      <Tool label={t('editor.mergeCells')} disabled={!canMerge} onPress={() => chain().mergeCells().run()}>
        <Icon of={TableCellsMerge} className={icon} />
      </Tool>
      <Tool label={t('editor.splitCell')} disabled={!canSplit} onPress={() => chain().splitCell().run()}>
        <Icon of={TableCellsSplit} className={icon} />
      </Tool>
      <Tool label={t('editor.headerRow')} onPress={() => chain().toggleHeaderRow().run()}>
        <Icon of={Rows3} className={icon} />
      </Tool>
      <Tool label={t('editor.headerColumn')} onPress={() => chain().toggleHeaderColumn().run()}>
        <Icon of={Columns3} className={icon} />
      </Tool>
      <Line />
      <Tool label={t('editor.narrower')} keys="Alt-Shift-ArrowLeft" onPress={() => resize(-COLUMN_STEP)}>
        <Icon of={FoldHorizontal} className={icon} />
      </Tool>
      <Tool label={t('editor.wider')} keys="Alt-Shift-ArrowRight" onPress={() => resize(COLUMN_STEP)}>
        <Icon of={UnfoldHorizontal} className={icon} />
      </Tool>
      <Line />
      <Tool label={t('editor.deleteRow')} onPress={() => chain().deleteRow().run()}>
        <Icon of={TableRowsSplit} className={icon} />
      </Tool>
      <Tool label={t('editor.deleteColumn')} onPress={() => chain().deleteColumn().run()}>
        <Icon of={TableColumnsSplit} className={icon} />
      </Tool>
      <Tool label={t('editor.deleteTable')} onPress={() => chain().deleteTable().run()}>
        <Icon of={Trash2} className={icon} />
      </Tool>
    </ToolRow>
  );
}
