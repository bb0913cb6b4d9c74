/** Why a form or a command was refused, as a key of the catalogue. */
import type { Catalogues } from '~/i18n/catalogues';

export type Problem = keyof Catalogues['budget'] & `problem.${string}`;

export interface Refused {
  ok: false;
  errors: Record<string, Problem>;
  /** What is stored, by the field that says what was seen, where somebody else saved it: who is told so may write over it, and over nothing later. */
  seen?: Record<string, number>;
}

export type Outcome<T extends object = object> = ({ ok: true } & T) | Refused;

export const refused = (field: string, problem: Problem): Refused => ({ ok: false, errors: { [field]: problem } });

export const savedMeanwhile = ({ version }: { version: number }): Refused => ({
  ...refused('', 'problem.savedMeanwhile'),
  seen: { seen: version },
});
