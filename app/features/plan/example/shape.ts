/** How the plans of the examples are written down: who by the keys of prisma/seed, days as project months, what waits for what by codes. */
import type { Degree, LinkType, Origin, Status } from '../plan';
import type { PresetCode } from '../portal-lists';

/** A number: somebody is at it, and so many percent are done. */
export type State = Exclude<Status, 'doing'> | number;

/** A project month, or a day. */
export type At = number | string;

interface Common {
  title: string;
  lead: string;
  /** Paragraphs. */
  about?: string[];
  /** Organisations beside the lead. */
  partners?: string[];
  people?: string[];
}

export interface ExampleTask extends Common {
  from: At;
  to: At;
  state: State;
  /** Steps that are done, and those that are not. */
  done?: string[];
  open?: string[];
  /** Stays where it is, whatever it waits for. */
  manual?: true;
  tasks?: ExampleTask[];
}

export interface ExampleDeliverable extends Common {
  type: PresetCode<'type'>;
  level?: PresetCode<'level'>;
  due: number;
  state: State;
  /** Why it is late. */
  delay?: string;
  /** The template of the document that it is. */
  document?: string;
}

export interface ExampleMilestone extends Common {
  due: At;
  state: State;
  means: string;
  /** The template of the document that shows it. */
  proof?: string;
}

export interface ExamplePackage extends Common {
  from: number;
  to: number;
  state: State;
  tasks: ExampleTask[];
  deliverables: ExampleDeliverable[];
  milestones: ExampleMilestone[];
}

export interface ExampleRisk extends Common {
  likelihood: Degree;
  severity: Degree;
  origin?: Origin;
  mitigation: string;
  /** Codes of the work packages that it concerns. */
  packages: string[];
  state: State;
}

export interface ExamplePlan {
  /** Whose hand it is written by. */
  author: string;
  /** First day of M1, where the partnership leaves its own open: the plan has calendar days then, which need none. */
  firstDay?: string;
  packages: ExamplePackage[];
  risks: ExampleRisk[];
  /** Reporting periods, one after the other: last month, and the day on which its report is due. */
  periods?: { end: number; due: string }[];
  /** From, to; what comes after may begin when the other has ended, where nothing else is said. */
  links: [from: string, to: string, type?: LinkType, lag?: number][];
}

type More<Kind> = Omit<Partial<Kind>, 'title' | 'lead' | 'state'>;

export const task = (title: string, lead: string, from: At, to: At, state: State, more: More<ExampleTask> = {}): ExampleTask => ({
  title,
  lead,
  from,
  to,
  state,
  ...more,
});

export const deliverable = (
  title: string,
  lead: string,
  type: ExampleDeliverable['type'],
  due: number,
  state: State,
  more: More<ExampleDeliverable> = {},
): ExampleDeliverable => ({ title, lead, type, due, state, ...more });

export const milestone = (
  title: string,
  lead: string,
  due: At,
  state: State,
  means: string,
  more: More<ExampleMilestone> = {},
): ExampleMilestone => ({ title, lead, due, state, means, ...more });
