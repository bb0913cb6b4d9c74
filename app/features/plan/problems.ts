/** Why a command was refused, as a key of the plan's catalogue, at a field of its form (`''`: as a whole). */
import type { Catalogues } from '~/i18n/catalogues';

export type Problem = keyof Catalogues['plan'] & `problem.${string}`;

/** Something that has to be done before, named by its item where there is one. */
export interface Missing {
  problem: Problem;
  itemId: string | null;
  /** Where it is, and on which ISO date, when it is nothing of the plan. */
  elsewhere?: { path: string; title: string; day: string };
}

export type Refused = { ok: false; problems: Record<string, Problem>; missing?: Missing[] };
export type Outcome<T extends object = object> = ({ ok: true } & T) | Refused;

export function refused(field: string, problem: Problem, missing?: Missing[]): Refused {
  return { ok: false, problems: { [field]: problem }, ...(missing ? { missing } : {}) };
}
