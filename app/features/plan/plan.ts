/**
 * The nouns of a work plan, with the fields that the Funding & Tenders portal asks for. Codes (WP2, T2.3, D2.1), totals, what is overdue and the
 * critical path are worked out from them (`outline.ts`, `schedule.ts`, `whole.ts`) and stored nowhere. What needs authority (submitted, accepted,
 * achieved) is no field here: anybody who may write a plan could set it (`decisions.ts`).
 */

export const kinds = ['workPackage', 'task', 'deliverable', 'milestone', 'risk'] as const;
export type RoomKind = (typeof kinds)[number];

/** What views show: what the room holds, and activities, which stand in SQL because some do not see all of them (`activities.ts`). */
export const shownKinds = [...kinds, 'activity'] as const;
export type Kind = (typeof shownKinds)[number];

export const statuses = ['todo', 'doing', 'blocked', 'review', 'done', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

export const degrees = ['low', 'medium', 'high'] as const;
export type Degree = (typeof degrees)[number];

export const origins = ['foreseen', 'unforeseen'] as const;
export type Origin = (typeof origins)[number];

/** Automatic: moved by what it waits for. Manual: stays, and is flagged where it should move. */
export const schedulings = ['auto', 'manual'] as const;
export type Scheduling = (typeof schedulings)[number];

/** A day, or a project month, which moves with the start of the project. M1 is the first. */
export type When = { month: number } | { date: string };

/** A step within an item, to tick off. */
export interface Check {
  id: string;
  text: string;
  /** Place among the steps, as `Item.order`. */
  order: string;
  done: boolean;
}

/** A place in a document of the partnership that belongs to the item. */
export interface SectionLink {
  id: string;
  document: string;
  language: string;
  /** Id of the block that the section begins with; empty: the whole document. */
  block: string;
  /** What the section was called when it was linked. */
  title: string;
}

/** What shows that a milestone is reached: a document of the partnership's, or an address elsewhere. */
export interface Proof {
  id: string;
  title: string;
  url: string;
}

/** What became of a risk in one reporting period. */
export interface RiskState {
  period: string;
  materialised: boolean;
  /** Were the measures against it applied? */
  applied: boolean;
  comment: string;
}

export interface Item {
  id: string;
  kind: Kind;
  /** The item that it belongs to; null for work packages and risks, and for what belongs to none yet. */
  parent: string | null;
  /** Place among the items of the same parent, by code units; equal ones by id. */
  order: string;
  /** Place in a column of the board, the same kind of text; empty: after those that have one, in the order of the plan. Codes do not hang on it. */
  rank: string;
  title: string;
  /** Organisation. */
  lead: string | null;
  status: Status;
  /** Of work packages and tasks. */
  start: When | null;
  /** Of work packages and tasks the last day; of deliverables and milestones the day on which they are due. */
  end: When | null;
  scheduling: Scheduling;
  /** Of tasks, in percent. */
  progress: number;
  /** What kind of deliverable it is, and who may read it: codes of `portal-lists.ts`, also of those that a partnership took out of its lists. */
  deliverable: string;
  dissemination: string;
  /** A document of the partnership that is the deliverable. */
  document: string | null;
  /** Why it is late. */
  delay: string;
  /** How one can tell that a milestone is reached. */
  means: string;
  origin: Origin;
  likelihood: Degree;
  severity: Degree;
  mitigation: string;
  /** Organisations that take part beside the lead, by id. */
  partners: readonly string[];
  /** Accounts of the people who do it, by id. */
  people: readonly string[];
  /** Further work packages that a milestone or a risk concerns, by id. */
  packages: readonly string[];
  checklist: readonly Check[];
  sections: readonly SectionLink[];
  proofs: readonly Proof[];
  riskStates: readonly RiskState[];
}

const NONE: readonly never[] = [];

/** An item with nothing in it, as it is read where nothing is written. */
export function blankItem(kind: Kind): Item {
  return {
    id: '',
    kind,
    parent: null,
    order: '',
    rank: '',
    title: '',
    lead: null,
    status: 'todo',
    start: null,
    end: null,
    scheduling: 'auto',
    progress: 0,
    deliverable: 'R',
    dissemination: 'PU',
    document: null,
    delay: '',
    means: '',
    origin: 'foreseen',
    likelihood: 'medium',
    severity: 'medium',
    mitigation: '',
    partners: NONE,
    people: NONE,
    packages: NONE,
    checklist: NONE,
    sections: NONE,
    proofs: NONE,
    riskStates: NONE,
  };
}

export const limits = {
  /** Of a plan; what comes beyond is not shown, in the order of the ids. */
  items: 5_000,
  links: 10_000,
  title: 500,
  text: 5_000,
  /** Entries of each list within an item: people, steps, sections. */
  list: 200,
  check: 500,
  url: 2_000,
  /** Project months: longer than any programme. */
  months: 240,
  /** Cards that a column may be said to hold at most. */
  column: 999,
} as const;

/** The kinds that may be the parent of each. */
export const parentsOf: Record<Kind, readonly Kind[]> = {
  workPackage: [],
  task: ['workPackage', 'task'],
  deliverable: ['workPackage'],
  milestone: ['workPackage'],
  risk: [],
  activity: ['workPackage'],
};

/** Texts that many may write at once: shared texts within the item, which merge letter by letter. */
export const sharedTexts = ['delay', 'means', 'mitigation'] as const;
export type SharedText = (typeof sharedTexts)[number];

/** How the beginning or end of one item depends on another's. FS: `to` begins when `from` has ended. */
export const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const;
export type LinkType = (typeof linkTypes)[number];

export interface Link {
  id: string;
  from: string;
  to: string;
  type: LinkType;
  /** In working days; negative: so much earlier. */
  lag: number;
}
