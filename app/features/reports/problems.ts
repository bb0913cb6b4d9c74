/** Why a command was refused, as a key of the reports' catalogue. */
import type { Catalogues } from '~/i18n/catalogues';

export type Problem = keyof Catalogues['reports'] & `problem.${string}`;
export type Outcome = { ok: true } | { ok: false; problem: Problem };
