/**
 * What needs authority, and so stands in SQL and not in the plan's room, where every editor's client can write: a deliverable is submitted,
 * accepted or rejected, a milestone achieved, a reporting period locked. Shown beside the item; what is frozen by it stays as it was then,
 * whatever somebody writes into the room later.
 */
import type { Item, RiskState } from './plan';

export const decisionKinds = ['submitted', 'accepted', 'rejected', 'achieved', 'partly', 'reopened'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** The latest of each item. */
export interface Decision {
  itemId: string;
  is: DecisionKind;
  /** ISO date: of submission, of the answer, of achievement. */
  on: string;
  /** Name of who did it. */
  by: string;
  /** What was said with it: why it comes late, why it was rejected. */
  note: string;
  /** The item as it was then, where the decision froze it. */
  frozen: Item | null;
  /** The frozen copy of the document that was submitted, by its address. */
  copy: string | null;
}

/** Deliverables that were handed in, and milestones that are reached, do not change any more. */
export function freezes(is: DecisionKind): boolean {
  return is === 'submitted' || is === 'accepted' || is === 'achieved';
}

/** Months of the project that are reported on together; they follow each other without a gap. */
export interface Period {
  id: string;
  /** From 1. */
  number: number;
  startMonth: number;
  endMonth: number;
  /** ISO date by which the report is due, where it is known. */
  dueDate: string | null;
  locked: boolean;
  /** What was said of the risks when it was locked, by the id of the risk; empty while it is open. */
  riskStates: Readonly<Record<string, RiskState>>;
}
