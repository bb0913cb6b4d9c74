/** Forms about the plan, checked at the edge. The messages are keys of the plan's catalogue. */
import { z } from 'zod';
import { parseDate } from '~/kit/dates';
import { parseForm, tidy } from '~/kit/forms.server';
import { baselineLimits, baselineReasons } from './baseline';
import { decisionKinds } from './decisions';
import { limits } from './plan';
import type { Problem } from './problems';
import { viewLimits } from './views';

export const noteLength = 2_000;

const id = z.string({ error: 'problem.choice' }).regex(/^[0-9a-z]{1,40}$/, 'problem.choice');
/** A date as people type it, or none; what is neither is no date. */
const typedDay = (text: string, context: z.core.$RefinementCtx): string | null => {
  if (text.trim() === '') return null;
  const parsed = parseDate(text);
  if (parsed.ok) return parsed.date;
  context.addIssue({ code: 'custom', message: 'problem.date' });
  return z.NEVER;
};
const dayOrNone = z.string().max(100, 'problem.date').default('').transform(typedDay);
const day = dayOrNone.pipe(z.string('problem.date'));
const note = z
  .string()
  .default('')
  .transform((text) => text.normalize('NFC').trim())
  .pipe(z.string().max(noteLength, 'problem.noteLong'));
const line = (most: number) => z.string({ error: 'problem.nameMissing' }).transform(tidy).pipe(z.string().max(most, 'problem.nameLong'));
const name = (most: number) => line(most).pipe(z.string().min(1, 'problem.nameMissing'));
const flag = z
  .string()
  .default('')
  .transform((text) => text !== '');

/** What each button of the item's box says: what it would be then. */
const decision = z.object({ item: id, is: z.enum(decisionKinds, 'problem.choice'), on: day, note });
export type DecisionForm = z.infer<typeof decision>;

const baseline = z.object({
  name: name(baselineLimits.name),
  reason: z.enum(baselineReasons, 'problem.choice'),
  amendmentCode: line(baselineLimits.amendmentCode).default(''),
});
export type NewBaseline = z.infer<typeof baseline>;

const month = z.coerce.number('problem.month').int('problem.month').min(1, 'problem.month').max(limits.months, 'problem.month');
/** A period begins where the one before it ends, the first with M1: only its end is said. */
const period = z.object({ endMonth: month, dueDate: dayOrNone });
export type PeriodForm = z.infer<typeof period>;

const view = z.object({
  name: name(viewLimits.name),
  query: z.string({ error: 'problem.choice' }).max(viewLimits.query, 'problem.queryLong'),
  shared: flag,
});
export type NewView = z.infer<typeof view>;

const rename = z.object({ id, name: name(viewLimits.name) });
const one = z.object({ id });
const sharing = z.object({ id, shared: flag });
const start = z.object({ start: day });

const reader =
  <S extends z.ZodType>(schema: S) =>
  (form: FormData) =>
    parseForm<Problem, S>(form, schema);

export const readDecision = reader(decision);
export const readNewBaseline = reader(baseline);
export const readPeriod = reader(period);
export const readNewView = reader(view);
export const readRename = reader(rename);
export const readOne = reader(one);
export const readSharing = reader(sharing);
export const readStart = reader(start);
