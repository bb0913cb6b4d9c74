/** Forms about indicators, checked at the edge. */
import { z } from 'zod';
import { parseDate } from '~/kit/dates';
import { parseForm, tidy } from '~/kit/forms.server';
import { isId } from '~/kit/ids';
import { catalogues, type Preset, presets } from './catalogues';
import { levels, limits, rules, rulesFor, units } from './indicators';
import type { Problem } from './problems';

const line = (most: number) => z.string().default('').transform(tidy).pipe(z.string().max(most, 'problem.tooLong'));
const lines = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(most, 'problem.tooLong'));

/** A whole number as people type it, with spaces or dots between thousands; null: nothing was typed. */
const amount = z
  .string()
  .default('')
  .transform((typed, context): number | null => {
    const text = tidy(typed);
    if (text === '') return null;
    const digits = /^\d{1,3}(?:[ .,’'\u202f\u00a0]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
    if (/^\d{1,10}$/.test(digits) && Number(digits) <= limits.amount) return Number(digits);
    context.addIssue({ code: 'custom', message: 'problem.number' });
    return z.NEVER;
  });

const day = z
  .string()
  .default('')
  .transform((typed, context): string | null => {
    if (typed.trim() === '') return null;
    const parsed = parseDate(typed);
    if (parsed.ok) return parsed.date;
    context.addIssue({ code: 'custom', message: 'problem.date' });
    return z.NEVER;
  });

const reference = z
  .string()
  .default('')
  .transform((id) => (isId(id) ? id : null));

const indicator = z
  .object({
    code: line(limits.code),
    text: line(limits.text).pipe(z.string().min(1, 'problem.textMissing')),
    level: z.enum(levels, 'problem.choice'),
    unit: z.enum(units, 'problem.choice'),
    rule: z.enum(rules as [string, ...string[]], 'problem.choice').transform((rule) => rule as (typeof rules)[number]),
    parentId: reference,
    baseline: amount,
    baselineDate: day,
    target: amount,
    note: lines(limits.note),
    /** Its wording was compared with the source. */
    checked: z
      .string()
      .default('')
      .transform((ticked) => ticked !== ''),
    /** The version that the form was made from; 0: a new one. */
    seen: z.coerce.number().int().min(0).catch(0),
  })
  .refine(({ unit, rule }) => rulesFor(unit).includes(rule), { path: ['rule'], message: 'problem.ruleUnit' })
  .refine(({ baseline, baselineDate }) => baseline === null || baselineDate !== null, {
    path: ['baselineDate'],
    message: 'problem.baselineDate',
  });
export type IndicatorForm = z.infer<typeof indicator>;

const value = z.object({
  id: z.string().refine(isId, 'problem.choice'),
  day: day.pipe(z.string('problem.date')),
  country: z.string().default(''),
  amount,
  text: lines(limits.note),
});
export type ValueForm = z.infer<typeof value>;

export const readIndicator = (form: FormData) => parseForm<Problem, typeof indicator>(form, indicator);
export const readValue = (form: FormData) => parseForm<Problem, typeof value>(form, value);

/** Which presets were ticked: `amif.o21`. What they are a part of comes with them. */
export function readPresets(form: FormData): { catalogue: (typeof catalogues)[number]; preset: Preset }[] {
  const ticked = new Set(form.getAll('preset'));
  return catalogues.flatMap((catalogue) => {
    const list = presets[catalogue];
    const chosen = list.filter(({ key }) => ticked.has(`${catalogue}.${key}`));
    const wholes = new Set(chosen.map(({ partOf }) => partOf));
    return list.filter((one) => chosen.includes(one) || wholes.has(one.key)).map((preset) => ({ catalogue, preset }));
  });
}
