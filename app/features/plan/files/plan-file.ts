/** A plan on its way between a room and a file. */
import type { Item, Link } from '../plan';
import type { Problem } from './problems';
import type { RichNode } from './rich/tree';

export interface FileItem extends Item {
  description: readonly RichNode[];
}

/** Ids hold within the file: what is put into a room gets new ones there. */
export interface PlanFile {
  /** Each with the parent that counts: none where the outline has none. */
  items: readonly FileItem[];
  /** The oldest first. */
  links: readonly Link[];
  limits: readonly (readonly [column: string, most: number])[];
}

export const unmatchedKinds = ['organisation', 'person', 'document', 'period'] as const;
/** What the file names and the partnership does not have. */
export interface Unmatched {
  kind: (typeof unmatchedKinds)[number];
  name: string;
  /** In how many places. */
  times: number;
}

export interface Reading {
  plan: PlanFile;
  /** Left out, where somebody says so. */
  unmatched: readonly Unmatched[];
  /** Codes of types and levels that come in as they are, although the partnership does not list them. */
  unlisted: readonly string[];
  /** None: it can be brought in. At most so many are kept; `problemCount` counts all. */
  problems: readonly Problem[];
  problemCount: number;
  /** Sheets, columns and fields of the file that were not read. */
  ignored: readonly string[];
}
