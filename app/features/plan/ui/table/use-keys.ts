/** What keys do in the table, wherever nobody types. */
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { type Column, isEditable } from './columns';
import { HEAD, nextCell } from './keys';
import { inward, out, type Place, step } from './moving';
import type { Table } from './use-table';

/** Columns in which a letter begins a text. */
const TEXTS: readonly Column[] = ['title', 'start', 'end', 'progress'];

/** With Alt: where a row goes. */
const MOVES: ReadonlyMap<string, (plan: Plan, item: Item) => Place | null> = new Map([
  ['ArrowUp', (plan, item) => step(plan, item, -1)],
  ['ArrowDown', (plan, item) => step(plan, item, 1)],
  ['ArrowLeft', out],
  ['ArrowRight', inward],
]);

export function useKeys({ plan, edits, writes, open }: ViewProps, table: Table, place: (item: Item, to: Place) => void) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const { at, rows, actions } = table;

  /** @returns whether the key did something */
  const moves = (event: KeyboardEvent, item: Item): boolean => {
    const to = MOVES.get(event.key);
    if (!to || !edits) return false;
    if (table.sort) announce(t('table.sortedNoMove'));
    else {
      const found = to(plan, item);
      if (found) place(item, found);
      else announce(t('table.noFurther', { title: words.title(item) }));
    }
    return true;
  };

  const folds = (key: string): boolean => {
    const row = rows.find(({ id }) => id === at.row);
    if (at.column !== 'title' || row?.type !== 'item' || !row.parent) return false;
    if ((key === 'ArrowLeft') !== row.folded && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      actions.fold(row.id);
      return true;
    }
    return false;
  };

  const edit = (item: Item) => {
    if (at.column === 'select') actions.select(item.id, false);
    else if (at.column === 'code') open(item.id);
    else if (edits && (isEditable(plan, item, at.column) || plan.isFrozen(item.id))) actions.edit(item.id, at.column);
    // Whoever may write and meant to edit is not led away from the table while the page still joins the room.
    else if (!edits && writes) announce(t('table.notNow'));
    else if (!edits || at.column === 'title') open(item.id);
    else announce(t('table.readOnly'));
  };

  const types = (event: KeyboardEvent, item: Item): boolean => {
    const column = at.column as Column;
    if (!edits && writes && TEXTS.includes(column) && event.key.length === 1 && event.key !== ' ') announce(t('table.notNow'));
    if (!edits || !TEXTS.includes(column) || !isEditable(plan, item, column)) return false;
    // A letter that is put together by several keys is typed into the open editor by the browser itself.
    if (event.key === 'Dead' || event.key === 'Process') flushSync(() => actions.edit(item.id, column, ''));
    else if (event.key.length === 1 && event.key !== ' ') {
      event.preventDefault();
      actions.edit(item.id, column, event.key);
    } else return false;
    return true;
  };

  const empties = (item: Item): boolean => {
    const column = at.column;
    if (!edits || (column !== 'start' && column !== 'end' && column !== 'lead') || !isEditable(plan, item, column)) return false;
    if (item[column] !== null) edits.change(item.id, { [column]: null });
    return true;
  };

  const did = (event: KeyboardEvent<HTMLElement>, page: number): boolean => {
    const { key, shiftKey, altKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const item = plan.items.get(at.row);
    // An activity is not changed here: it is opened.
    if (!item && (key === 'Enter' || key === 'F2') && plan.find(at.row)) {
      open(at.row);
      return true;
    }
    if (altKey) return item ? moves(event, item) : false;
    if (ctrl && key.toLowerCase() === 'a' && edits) {
      table.setSelected(new Set(rows.flatMap((row) => (row.type === 'item' ? row.id : []))));
      return true;
    }
    if (key === 'Escape' && table.selected.size > 0) {
      table.setSelected(new Set());
      return true;
    }
    if (at.row === HEAD && (key === 'Enter' || key === ' ')) {
      if (at.column !== 'select') actions.sort(at.column);
      else table.setSelected(new Set(table.selected.size > 0 ? [] : rows.flatMap((row) => (row.type === 'item' ? row.id : []))));
      return true;
    }
    if (!ctrl && !shiftKey && folds(key)) return true;
    if (item) {
      if (key === 'Enter' && ctrl) open(item.id);
      else if (key === 'Enter' || key === 'F2') edit(item);
      else if (key === ' ') {
        if (edits) actions.select(item.id, shiftKey);
      } else if (key === 'Insert' && edits) table.addBehind(item);
      else if (key === 'Delete' && empties(item)) return true;
      else if (!ctrl && types(event, item)) return false;
      else return walks(event, page, ctrl);
      return true;
    }
    return walks(event, page, ctrl);
  };

  const walks = ({ key, shiftKey }: KeyboardEvent, page: number, ctrl: boolean): boolean => {
    const to = nextCell(at, { key, ctrl }, { rows: table.reach, columns: table.columns, page });
    if (!to) return false;
    if (shiftKey && edits && to.row !== at.row) {
      if (table.selected.size === 0) actions.select(at.row, false);
      table.selectTo(to.row);
    }
    table.focus(to);
    return true;
  };

  return (event: KeyboardEvent<HTMLElement>, page: number) => {
    if (event.defaultPrevented || (event.target as Element).closest('[data-editor]')) return;
    if (did(event, page)) event.preventDefault();
  };
}
