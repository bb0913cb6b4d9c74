/** What the parts of the table know of each other. */
import { createContext, useContext } from 'react';
import type { Changes, ListChange } from '../../live';
import type { Item, Kind } from '../../plan';
import type { CellProblem } from './cells';
import type { CellName, Column } from './columns';
import type { At } from './keys';
import type { Row } from './rows';

export interface Editing {
  id: string;
  column: Column;
  /** The letter that it began with; null: with what stands in the cell. */
  first: string | null;
  /** The item when it began: whoever changes it meanwhile is told of. */
  before: Item;
  /** The row and its place when it began: it stays there until it is left. */
  row: Row;
  index: number;
}

/** An item that is being typed in for the first time. */
export interface Adding {
  kind: Kind;
  parent: string | null;
  /** The row that it comes behind, or belongs to; null: at the end. */
  after: string | null;
  level: number;
  /** Among the items of its parent; undefined: behind them. */
  index: number | undefined;
}

/** What was typed into a cell and could not be read. */
export interface Kept {
  text: string;
  problem: CellProblem;
}

export interface CellWrite {
  changes?: Changes;
  lists?: readonly ListChange[];
}

/** Where the focus goes when an editor is left: to its cell, or on, or wherever somebody has pressed. */
export type Then = 'stay' | 'down' | 'next' | 'previous' | 'away';

/** What rows and cells can ask for; the same object from the first drawing to the last. */
export interface TableActions {
  focus(at: At): void;
  edit(id: string, column: Column, first?: string): void;
  keep(write: CellWrite | null, then: Then): void;
  unreadable(text: string, problem: CellProblem): void;
  leave(): void;
  open(id: string): void;
  fold(id: string): void;
  select(id: string, range: boolean): void;
  menu(id: string, cell: HTMLElement): void;
  add(kind: Kind, parent: string | null): void;
  added(title: string, again: boolean): void;
  sort(column: Column): void;
  drag(id: string, event: React.PointerEvent<HTMLElement>): void;
}

export const ActionsContext = createContext<TableActions | null>(null);

export function useActions(): TableActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('Cells stand within a table.');
  return actions;
}

export const keptName = (id: string, column: CellName) => `${id} ${column}`;
