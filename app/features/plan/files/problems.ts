/** What can be wrong with a file that somebody brings, and where. Pages say it in the reader's language (`files.problem.*`). */

export type ProblemCode =
  /** Of the file as a whole. */
  | 'empty'
  | 'unknown-format'
  | 'too-large'
  | 'protected'
  | 'damaged'
  | 'forbidden-xml'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'no-items'
  | 'too-many-items'
  | 'too-many-links'
  | 'no-project'
  /** Of one cell or row. */
  | 'title-missing'
  | 'kind-missing'
  | 'not-a-choice'
  | 'not-a-day'
  | 'not-a-number'
  | 'not-yes-or-no'
  | 'too-long'
  | 'too-many'
  | 'no-such-item'
  | 'not-one-item'
  | 'wrong-parent'
  | 'in-itself'
  | 'twice'
  | 'not-a-link'
  | 'not-an-address'
  | 'not-readable';

export interface Place {
  /** Empty: a file without sheets. */
  sheet?: string;
  /** From 1, as programs show it. */
  line?: number;
  /** `C7`. */
  cell?: string;
}

export interface Problem extends Place {
  code: ProblemCode;
  /** What stands there, cut. */
  value?: string;
  /** The most that there may be. */
  most?: number;
}

/** The file cannot be read at all. The only thing that readers of files throw. */
export class Unreadable extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Omit<Problem, 'code'> = {}) {
    super(`The file cannot be read: ${code}.`);
    this.problem = { code, ...more };
  }
}

/** Largest files, in bytes and in what is in them. */
export const fileLimits = {
  bytes: 5 * 1024 * 1024,
  /** Of what a zip holds, all together. */
  unpacked: 50 * 1024 * 1024,
  entries: 1_000,
  rows: 20_000,
  columns: 300,
  /** Characters that one cell may hold. */
  cell: 1_000_000,
  /** Elements within each other. */
  depth: 100,
} as const;

/** As much of a text as a sentence can carry. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
