/** The limits of the sync server as settings: `LIMIT_...` variables, read and checked by the table in `sync/limits.ts`. */
import { z } from 'zod';
import { DEFAULT_LIMITS, LIMIT_NAMES, type LimitName, SYNC_LIMITS, type SyncLimits, type Unit, variableOf } from './sync/limits';

const UNITS: Record<Unit, string> = { ms: ' milliseconds', bytes: ' bytes', number: '' };
const BY_VARIABLE = new Map(LIMIT_NAMES.map((name) => [variableOf(name), name]));

function limit(name: LimitName) {
  const { least, most, unit } = SYNC_LIMITS[name];
  const isWithin = (text: string) => /^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return z
    .string()
    .refine(isWithin, { error: `must be a whole number from ${least} to ${most}${UNITS[unit]}` })
    .transform(Number);
}

/** One schema per variable, by its name. */
export const limitVariables = Object.fromEntries([...BY_VARIABLE].map(([variable, name]) => [variable, limit(name)]));

/** What the environment sets, by the limit's own name. */
export function limitsIn(given: Record<string, unknown>): Partial<SyncLimits> {
  const set = [...BY_VARIABLE].filter(([variable]) => given[variable] !== undefined);
  return Object.fromEntries(set.map(([variable, name]) => [name, given[variable] as number]));
}

export interface WrongSetting {
  variable: string;
  error: string;
}

/** Limits that do not go together: one is named that is below another. */
export function limitsApart(given: Record<string, unknown>): WrongSetting[] {
  const limits = { ...DEFAULT_LIMITS, ...limitsIn(given) };
  return LIMIT_NAMES.flatMap((name) => {
    const other = SYNC_LIMITS[name].notBelow as LimitName | undefined;
    if (!other || limits[name] >= limits[other]) return [];
    return { variable: variableOf(name), error: `must not be below ${variableOf(other)}, which is ${limits[other]}` };
  });
}

/** A limit with a wrong name would be a limit that nobody keeps. */
export function unknownLimits(env: Record<string, unknown>): WrongSetting[] {
  const unknown = Object.keys(env).filter((variable) => variable.startsWith('LIMIT_') && !BY_VARIABLE.has(variable));
  return unknown.map((variable) => ({ variable, error: 'is no limit; docs/operating.md lists them' }));
}
