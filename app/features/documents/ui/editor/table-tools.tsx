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
} from 'lucide-react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
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
        <BetweenVerticalStart aria-hidden className={`${icon} rotate-90`} />
      </Tool>
      <Tool label={t('editor.rowAfter')} onPress={() => chain().addRowAfter().run()}>
        <BetweenVerticalEnd aria-hidden className={`${icon} rotate-90`} />
      </Tool>
      <Tool label={t('editor.columnBefore')} onPress={() => chain().addColumnBefore().run()}>
        <BetweenHorizontalStart aria-hidden className={`${icon} rotate-90 rtl:-scale-y-100`} />
      </Tool>
      <Tool label={t('editor.columnAfter')} onPress={() => chain().addColumnAfter().run()}>
        <BetweenHorizontalEnd aria-hidden className={`${icon} rotate-90 rtl:-scale-y-100`} />
      </Tool>
      <Line />
      <Tool label={t('editor.mergeCells')} disabled={!canMerge} onPress={() => chain().mergeCells().run()}>
        <TableCellsMerge aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.splitCell')} disabled={!canSplit} onPress={() => chain().splitCell().run()}>
        <TableCellsSplit aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.headerRow')} onPress={() => chain().toggleHeaderRow().run()}>
        <Rows3 aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.headerColumn')} onPress={() => chain().toggleHeaderColumn().run()}>
        <Columns3 aria-hidden className={icon} />
      </Tool>
      <Line />
      <Tool label={t('editor.narrower')} keys="Alt-Shift-ArrowLeft" onPress={() => resize(-COLUMN_STEP)}>
        <FoldHorizontal aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.wider')} keys="Alt-Shift-ArrowRight" onPress={() => resize(COLUMN_STEP)}>
        <UnfoldHorizontal aria-hidden className={icon} />
      </Tool>
      <Line />
      <Tool label={t('editor.deleteRow')} onPress={() => chain().deleteRow().run()}>
        <TableRowsSplit aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.deleteColumn')} onPress={() => chain().deleteColumn().run()}>
        <TableColumnsSplit aria-hidden className={icon} />
      </Tool>
      <Tool label={t('editor.deleteTable')} onPress={() => chain().deleteTable().run()}>
        <Trash2 aria-hidden className={icon} />
      </Tool>
    </ToolRow>
  );
}
