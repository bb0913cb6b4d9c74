/** What each of the four views is given. */
import type { PlanEdits } from '../edits';
import type { Item } from '../plan';
import type { PlanQuery } from '../query';
import type { Plan } from '../whole';
import type { PersonHere } from './people-here';

export interface ViewProps {
  /** Another one after each change. */
  plan: Plan;
  /** What the filter lets through, in the order of the plan. */
  shown: readonly Item[];
  query: PlanQuery;
  setQuery: (changes: Partial<PlanQuery>) => void;
  /** Null for whoever only reads, and until the page has joined the room. */
  edits: PlanEdits | null;
  /** Will there be edits, once the page has joined? What looks the same before and after need not be drawn twice. */
  writes: boolean;
  /** Opens the panel of an item. */
  open: (id: string) => void;
  /** Items that others have changed a moment ago. */
  changedByOthers: ReadonlySet<string>;
  /** Who else is here, and which item each has open. */
  people: readonly PersonHere[];
  /** Where things stood when the baseline that is compared with was taken. */
  baseline?: ReadonlyMap<string, { start: string; end: string }>;
  /** ISO date in the reader's time zone. */
  today: string;
}
