/**
 * The nouns of a work plan, with the fields that the Funding & Tenders portal asks for. Codes (WP2, T2.3, D2.1), totals, what is overdue and the
 * critical path are worked out from them (`outline.ts`, `schedule.ts`) and stored nowhere. What needs authority (submitted, accepted, achieved) is
 * no field here: anybody who may write a plan could set it.
 */

export const kinds = ['workPackage', 'task', 'deliverable', 'milestone', 'risk'] as const;
export type Kind = (typeof kinds)[number];

export const statuses = ['todo', 'doing', 'blocked', 'review', 'done', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

/** Types of deliverables, as the portal names them. */
export const deliverableTypes = ['R', 'DEM', 'DEC', 'DATA', 'DMP', 'ETHICS', 'SECURITY', 'OTHER'] as const;
export type DeliverableType = (typeof deliverableTypes)[number];

/** Public, sensitive, and three levels of EU classified information. */
export const disseminationLevels = ['PU', 'SEN', 'R-UE/EU-R', 'C-UE/EU-C', 'S-UE/EU-S'] as const;
export type Dissemination = (typeof disseminationLevels)[number];

export const degrees = ['low', 'medium', 'high'] as const;
export type Degree = (typeof degrees)[number];

export const origins = ['foreseen', 'unforeseen'] as const;
export type Origin = (typeof origins)[number];

/** Automatic: moved by what it waits for. Manual: stays, and is flagged where it should move. */
export const schedulings = ['auto', 'manual'] as const;
export type Scheduling = (typeof schedulings)[number];

/** A day, or a project month, which moves with the start of the project. M1 is the first. */
export type When = { month: number } | { date: string };

export interface Item {
  id: string;
  kind: Kind;
  /** The item that it belongs to; null for work packages and risks, and for what belongs to none yet. */
  parent: string | null;
  /** Place among the items of the same parent, by code units; equal ones by id. */
  order: string;
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
  deliverable: DeliverableType;
  dissemination: Dissemination;
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
}

export const limits = {
  /** Of a plan; what comes beyond is not shown, in the order of the ids. */
  items: 5_000,
  links: 10_000,
  title: 500,
  text: 5_000,
  /** Project months: longer than any programme. */
  months: 240,
} as const;

/** The kinds that may be the parent of each. */
export const parentsOf: Record<Kind, readonly Kind[]> = {
  workPackage: [],
  task: ['workPackage', 'task'],
  deliverable: ['workPackage'],
  milestone: ['workPackage'],
  risk: [],
};

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
