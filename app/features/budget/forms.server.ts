/** Forms about costs and person-months, checked at the edge. */
import { z } from 'zod';
import { parseDate } from '~/kit/dates';
import { type Parsed, parseForm, tidy, typedIn } from '~/kit/forms.server';
import { isId } from '~/kit/ids';
import { parseMoney, parsePercent } from '~/kit/money';
import { categories, isCategory, limits } from './budget';
import type { Problem } from './problems';
import type { Rules } from './sums';

const line = (most: number) => z.string().default('').transform(tidy).pipe(z.string().max(most, 'problem.tooLong'));

const money = z
  .string()
  .default('')
  .transform((typed, context): bigint => {
    const parsed = parseMoney(typed);
    if (parsed.kind === 'amount' && parsed.cents > 0n && parsed.cents <= limits.cents) return parsed.cents;
    context.addIssue({ code: 'custom', message: messageOf(parsed) });
    return z.NEVER;
  });

function messageOf(parsed: ReturnType<typeof parseMoney>): Problem {
  if (parsed.kind === 'ask') return 'problem.doubtful';
  if (parsed.kind === 'amount') return parsed.cents > limits.cents ? 'problem.tooLarge' : 'problem.amount';
  switch (parsed.problem.reason) {
    case 'not-euro':
      return 'problem.notEuro';
    case 'too-large':
      return 'problem.tooLarge';
    default:
      return 'problem.amount';
  }
}

const id = z.string().refine(isId, 'problem.choice');
/** Of a work package; empty: of none. */
const workPackage = z.string().default('').pipe(z.string().max(60, 'problem.choice'));
/** The version that the form was made from; 0: a new one. */
const seen = z.coerce.number().int().min(0).catch(0);

const row = {
  id,
  organisationId: id,
  workPackageId: workPackage,
  category: z.enum(categories, 'problem.choice'),
  description: line(limits.description).pipe(z.string().min(1, 'problem.textMissing')),
  cents: money,
  seen,
};

const budgetLine = z.object(row);
export type LineForm = z.infer<typeof budgetLine>;

const lineSeen = z.object({ id, seen });
/** A row, and the version of it that stood on the page. */
export type LineSeen = z.infer<typeof lineSeen>;

const expense = z.object({
  ...row,
  day: z
    .string()
    .default('')
    .transform((typed, context): string => {
      const parsed = parseDate(typed);
      if (parsed.ok) return parsed.date;
      context.addIssue({ code: 'custom', message: 'problem.date' });
      return z.NEVER;
    }),
});
export type ExpenseForm = z.infer<typeof expense>;

const decision = z.object({
  id,
  seen,
  /** Evidence that was on the page, as ids; only who approves is asked what was seen. */
  evidence: z.string().default(''),
  reason: z
    .string()
    .default('')
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(limits.reason, 'problem.tooLong')),
});

export const readLine = (form: FormData) => parseForm<Problem, typeof budgetLine>(form, budgetLine);
export const readLineSeen = (form: FormData) => parseForm<Problem, typeof lineSeen>(form, lineSeen);
export const readExpense = (form: FormData) => parseForm<Problem, typeof expense>(form, expense);
export const readDecision = (form: FormData) => parseForm<Problem, typeof decision>(form, decision);

export function readRules(form: FormData): Parsed<Rules, Problem> {
  const rate = form.get('indirect');
  const indirectBasisPoints = typeof rate === 'string' ? parsePercent(rate) : null;
  const exempt = form.getAll('exempt').filter((one): one is string => typeof one === 'string');
  if (indirectBasisPoints === null) return { ok: false, errors: { indirect: 'problem.percent' }, values: typedIn(form) };
  return { ok: true, data: { indirectBasisPoints, exempt: exempt.filter(isCategory) } };
}

export interface EffortForm {
  organisationId: string;
  /** `YYYY-MM`; null: what is planned. */
  month: string | null;
  /** Hundredths of person-months by work package, 0 where nothing was typed; and what the form showed before. */
  cells: { workPackageId: string; hundredths: number; seen: number }[];
}

/** Fields `pm-<work package>`, as people write numbers: `1,5` or `1.5`; and `seen-<work package>`, in hundredths, of what stood there. */
export function readEffort(form: FormData): Parsed<EffortForm, Problem> {
  const text = (name: string) => tidy(String(form.get(name) ?? ''));
  const month = text('month');
  const errors: Record<string, Problem> = {};
  if (month !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) errors.month = 'problem.choice';
  const organisationId = text('organisationId');
  if (!isId(organisationId)) errors.organisationId = 'problem.choice';
  const names = [...new Set(form.keys())].filter((name) => name.startsWith('pm-')).slice(0, limits.packages);
  const cells = names.flatMap((name) => {
    const workPackageId = /^pm-(.{1,60})$/.exec(name)?.[1];
    if (!workPackageId) return [];
    const hundredths = hundredthsIn(text(name));
    if (hundredths === null) errors[name] = 'problem.months';
    return [{ workPackageId, hundredths: hundredths ?? 0, seen: seen.parse(form.get(`seen-${workPackageId}`)) }];
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedIn(form) };
  return { ok: true, data: { organisationId, month: month === '' ? null : month, cells } };
}

function hundredthsIn(text: string): number | null {
  if (text === '') return 0;
  const [, whole = '', rest = ''] = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const hundredths = Number(whole) * 100 + Number(rest.padEnd(2, '0'));
  return hundredths <= limits.hundredths ? hundredths : null;
}
