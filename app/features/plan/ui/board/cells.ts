/** The cards of each column, the same objects as long as nothing about them has changed that a column shows: a list of two thousand is not made anew. */
import { useRef } from 'react';
import type { Item } from '../../plan';
import type { Grouping } from '../../query';
import type { Plan } from '../../whole';
import { type ColumnKey, columnOf, inRank } from './columns';

/** What a column knows of a card; the rest is drawn by the card itself. */
export interface CardOf {
  id: string;
  title: string;
  /** It is changed on its own page, and not moved here. */
  fixed: boolean;
}

export const cellName = (lane: ColumnKey | null, column: ColumnKey) => `${lane ?? ''} ${column}`;

export type Cells = ReadonlyMap<string, readonly CardOf[]>;

export function useCells(plan: Plan, shown: readonly Item[], group: Grouping, lane: Grouping | null): Cells {
  const last = useRef<{ of: readonly unknown[]; cells: Cells }>({ of: [], cells: new Map() });
  const of = [plan, shown, group, lane];
  if (of.some((one, index) => one !== last.current.of[index])) {
    last.current = { of, cells: cellsOf(plan, shown, group, lane, last.current.cells) };
  }
  return last.current.cells;
}

function cellsOf(plan: Plan, shown: readonly Item[], group: Grouping, lane: Grouping | null, before: Cells): Cells {
  const cells = new Map<string, Item[]>();
  for (const item of shown) {
    const name = cellName(lane && columnOf(plan, item, lane), columnOf(plan, item, group));
    cells.get(name)?.push(item) ?? cells.set(name, [item]);
  }
  const known = new Map([...before.values()].flat().map((card) => [card.id, card]));
  return new Map(
    [...cells].map(([name, items]) => [
      name,
      kept(
        before.get(name),
        inRank(items).map((item) => cardOf(item, known)),
      ),
    ]),
  );
}

function cardOf({ id, title, kind }: Item, known: ReadonlyMap<string, CardOf>): CardOf {
  const before = known.get(id);
  return before?.title === title ? before : { id, title, fixed: kind === 'activity' };
}

function kept(before: readonly CardOf[] | undefined, now: readonly CardOf[]): readonly CardOf[] {
  return before?.length === now.length && before.every((card, index) => card === now[index]) ? before : now;
}
