/** Why a form or a command was refused, as a key of the catalogue, by the field of its form (`''`: as a whole). */
import type { Catalogues } from '~/i18n/catalogues';

export type Problem = keyof Catalogues['activities'] & `problem.${string}`;
export type Problems = Record<string, Problem>;

export type Outcome<T extends object = object> = ({ ok: true } & T) | { ok: false; problems: Problems };

export const refused = (field: string, problem: Problem) => ({ ok: false as const, problems: { [field]: problem } });
