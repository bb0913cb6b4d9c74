/** The table as somebody works with it: its rows, where they are in it, what they edit, have chosen and folded. */
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useLocale, useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { Item } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { type CellName, type Column, chosenOf, isColumn, isEditable } from './columns';
import { type At, HEAD, rangeOf, TOTALS } from './keys';
import { indexBehind } from './moving';
import { flatRows, held, outlineRows, type Row, withDraft } from './rows';
import { nextSort, sorted } from './sorting';
import { type Adding, type Editing, type Kept, keptName, type TableActions } from './state';
import { useCursor } from './use-cursor';
import { useFolded } from './use-folded';

export interface Table {
  rows: readonly Row[];
  /** From the head to the totals, by id. */
  reach: readonly string[];
  columns: readonly CellName[];
  sort: { column: Column; down: boolean } | null;
  at: At;
  editing: Editing | null;
  adding: Adding | null;
  kept: ReadonlyMap<string, Kept>;
  selected: ReadonlySet<string>;
  menu: { id: string; cell: HTMLElement } | null;
  /** The row whose new place is asked for. */
  moving: string | null;
  setMenu: (menu: Table['menu']) => void;
  setMoving: (id: string | null) => void;
  setSelected: (ids: ReadonlySet<string>) => void;
  selectTo: (row: string) => void;
  setAdding: (adding: Adding | null) => void;
  addBehind: (item: Item) => void;
  /** The work package that the focus is in, or the first one; null: there is none. */
  home: () => string | null;
  focus: (at: At) => void;
  here: (at: At) => void;
  fold: (ids: readonly string[], folded: boolean) => void;
  actions: TableActions;
}

const NOTHING: ReadonlySet<string> = new Set();

export function useTable(props: ViewProps, grid: RefObject<HTMLElement>, drag: TableActions['drag']): Table {
  const { plan, shown, query, edits, writes } = props;
  const { language } = useLocale();
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const [folded, fold] = useFolded(plan.facts.partnershipId);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [kept, setKept] = useState<ReadonlyMap<string, Kept>>(new Map());
  const [selectedBefore, setSelected] = useState(NOTHING);
  const [menu, setMenu] = useState<Table['menu']>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);

  const { sort: asked } = query;
  const sort = useMemo(() => (asked && isColumn(asked.column) ? { column: asked.column, down: asked.down } : null), [asked]);
  const base = useMemo(
    () => (sort ? flatRows(sorted(plan, shown, sort, language)) : outlineRows({ plan, shown, folded })),
    [plan, shown, sort, folded, language],
  );
  const rows = useMemo(() => {
    const steady = held(base, editing?.row ?? null, editing?.index ?? 0);
    return adding ? withDraft(steady, adding.after, adding.level) : steady;
  }, [base, editing, adding]);
  const reach = useMemo(() => [HEAD, ...rows.map(({ id }) => id), TOTALS], [rows]);
  const columns = useMemo(
    (): readonly CellName[] => [...(writes ? (['select'] as const) : []), 'code', 'title', ...chosenOf(query.columns)],
    [writes, query.columns],
  );
  const selected = useMemo(() => {
    const there = [...selectedBefore].filter((id) => plan.items.has(id));
    return there.length === selectedBefore.size ? selectedBefore : new Set(there);
  }, [selectedBefore, plan]);
  const { at, focus, here } = useCursor(grid, reach);

  const leave = (then: 'stay' | 'down' | 'next' | 'previous' | 'away') => {
    const { id, column } = editing ?? { id: at.row, column: at.column };
    setEditing(null);
    if (then === 'away') return;
    const row = reach.indexOf(id);
    const cell = columns.indexOf(column);
    if (then === 'down') focus({ row: reach[Math.min(row + 1, reach.length - 2)] ?? id, column });
    else focus({ row: id, column: columns[cell + (then === 'next' ? 1 : then === 'previous' ? -1 : 0)] ?? column });
  };
  const forget = (id: string, column: CellName) => {
    if (!kept.has(keptName(id, column))) return;
    const others = new Map(kept);
    others.delete(keptName(id, column));
    setKept(others);
  };
  const selectTo = (row: string) => {
    const ids = rangeOf(reach, anchor.current, row).filter((id) => plan.items.has(id));
    setSelected(new Set([...selected, ...ids]));
  };
  const now: TableActions = {
    focus,
    edit(id, column, first) {
      const item = plan.find(id);
      const index = rows.findIndex((row) => row.id === id);
      const row = rows[index];
      if (!edits || !item || !row) return;
      if (isEditable(plan, item, column)) setEditing({ id, column, first: first ?? null, before: item, row, index });
      else if (plan.isFrozen(id)) announce(words.frozen(item.kind, words.title(item)));
    },
    keep(write, then) {
      if (!editing) return;
      const { id, column } = editing;
      const isThere = plan.items.has(id) && !plan.isFrozen(id);
      if (write && isThere) {
        edits?.together(() => {
          if (write.changes) edits.change(id, write.changes);
          for (const change of write.lists ?? []) edits.list(id, change);
        });
      } else if (write) announce(t('table.notKept', { title: words.title(editing.before) }));
      forget(id, column);
      leave(then);
    },
    unreadable(text, problem) {
      if (!editing) return;
      setKept(new Map(kept).set(keptName(editing.id, editing.column), { text, problem }));
      leave('away');
    },
    leave() {
      if (editing) forget(editing.id, editing.column);
      leave('stay');
    },
    open: props.open,
    fold(id) {
      const row = rows.find((one) => one.id === id);
      if (row?.type === 'item' && row.parent) fold([id], !row.folded);
    },
    select(id, range) {
      if (range) selectTo(id);
      else {
        const after = new Set(selected);
        if (!after.delete(id)) after.add(id);
        setSelected(after);
      }
      anchor.current = id;
    },
    menu: (id, cell) => setMenu({ id, cell }),
    add(kind, parent) {
      if (parent) fold([parent], false);
      const row = rows.find(({ id }) => id === parent);
      setAdding({ kind, parent, after: parent, level: row?.type === 'item' ? row.level + 1 : 1, index: undefined });
    },
    added(title, again) {
      if (!adding || !edits) return;
      const { kind, parent, index } = adding;
      if (title === '') {
        setAdding(null);
        if (again) focus({ row: adding.after ?? reach.at(-2) ?? HEAD, column: 'title' });
        return;
      }
      const id = edits.add({ kind, title, parent }, index);
      announce(t('table.added', { title }));
      if (again) setAdding({ ...adding, ...(index === undefined ? {} : { index: index + 1, after: id }) });
      else {
        setAdding(null);
        focus({ row: id, column: 'title' });
      }
    },
    sort: (column) => props.setQuery({ sort: nextSort(query.sort, column) }),
    drag,
  };
  const latest = useRef(now);
  latest.current = now;
  const actions = useMemo(() => steady(latest), []);
  const addBehind = (item: Item) => {
    const row = rows.find(({ id }) => id === item.id);
    const level = row?.type === 'item' ? row.level : 1;
    setAdding({ kind: item.kind, parent: item.parent, after: item.id, level, index: indexBehind(plan, item) });
  };
  const home = () => {
    const item = plan.items.get(at.row);
    const first = rows.find(({ id }) => plan.items.get(id)?.kind === 'workPackage');
    return (item && plan.packageOf(item)?.id) ?? first?.id ?? null;
  };
  return {
    ...{ rows, reach, columns, sort, at, editing, adding, kept, selected, menu, moving },
    ...{ setMenu, setMoving, setSelected, selectTo, setAdding, addBehind, home, focus, here, fold, actions },
  };
}

/** The same functions from the first drawing to the last, which do what the latest ones do: rows are not drawn again for them. */
function steady(latest: { current: TableActions }): TableActions {
  return {
    focus: (at) => latest.current.focus(at),
    edit: (id, column, first) => latest.current.edit(id, column, first),
    keep: (write, then) => latest.current.keep(write, then),
    unreadable: (text, problem) => latest.current.unreadable(text, problem),
    leave: () => latest.current.leave(),
    open: (id) => latest.current.open(id),
    fold: (id) => latest.current.fold(id),
    select: (id, range) => latest.current.select(id, range),
    menu: (id, cell) => latest.current.menu(id, cell),
    add: (kind, parent) => latest.current.add(kind, parent),
    added: (title, again) => latest.current.added(title, again),
    sort: (column) => latest.current.sort(column),
    drag: (id, event) => latest.current.drag(id, event),
  };
}
