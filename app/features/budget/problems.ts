/** Why a form or a command was refused, as a key of the catalogue. */
import type { Catalogues } from '~/i18n/catalogues';

export type Problem = keyof Catalogues['budget'] & `problem.${string}`;

export type Outcome<T extends object = object> = ({ ok: true } & T) | { ok: false; errors: Record<string, Problem> };

export const refused = (field: string, problem: Problem) => ({ ok: false as const, errors: { [field]: problem } });
