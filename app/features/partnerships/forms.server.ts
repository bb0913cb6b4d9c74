/** Forms of partnerships, parsed at the edge: what comes out is typed, short enough, and one of the choices. */
import { data } from '@remix-run/node';
import { z } from 'zod';
import { AccountLimits, foldEmail, isEmail } from '~/features/accounts/accounts';
import { isLanguage, type Language } from '~/i18n/languages';
import { parseDate } from '~/kit/dates';
import { tidy } from '~/kit/forms.server';
import { parseMoney, parsePercent } from '~/kit/money';
import { instantOf, isZone, parseTime } from '~/kit/zones';
import { type Facts, objectivesOf, type StoredDate } from './facts';
import type { Which } from './meanwhile';
import {
  countries,
  type Grant,
  isWorkingLanguage,
  limits,
  NO_COUNTRY,
  type OrganisationRole,
  type OrganisationType,
  organisationRoles,
  organisationTypes,
  type PlaceKind,
  placeKinds,
  readGrant,
} from './partnerships';
import type { Problem, Problems, Read, Typed } from './problems';

const line = (max: number) => z.string().default('').transform(tidy).pipe(z.string().max(max));
export const needed = (max: number) => line(max).pipe(z.string().min(1));
const paragraphs = (max: number) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(max));
export const oneOf = <T extends string>(choices: readonly T[]) =>
  z.custom<T>((value) => (choices as readonly unknown[]).includes(value), 'not-a-choice');
export const refuse = (context: z.RefinementCtx, problem: Problem) => {
  context.addIssue({ code: 'custom', params: { problem } });
  return z.NEVER;
};

const money = line(limits.typed);

/** A list typed one entry per line. */
const listOf = (most: number, longest: number) =>
  z
    .string()
    .max(most * (longest + 2))
    .default('')
    .transform((text) => text.split('\n').map(tidy))
    .transform((entries) => entries.filter((entry) => entry !== ''))
    .pipe(z.array(z.string().max(longest)).max(most));

const workingLanguage = z.custom<string>((value) => typeof value === 'string' && isWorkingLanguage(value), 'not-a-choice');
const name = { acronym: needed(limits.acronym), title: needed(limits.title), workingLanguage };

const factTexts = z.object({
  ...name,
  aliases: line(limits.aliases),
  call: line(limits.call),
  priority: line(limits.priority),
  projectCode: line(limits.projectCode),
  languages: z.array(workingLanguage).max(limits.languages),
  fundingDisclaimer: paragraphs(limits.disclaimer),
  objectives: listOf(limits.objectives, limits.objective).transform(objectivesOf),
  principal: listOf(limits.targetGroups, limits.name),
  secondary: listOf(limits.targetGroups, limits.name),
});

const tick = z.string().max(limits.typed).optional();
/** The text that it was given for, in one line as the text itself. */
const tickFor = z.string().transform(tidy).optional();

const factDates = z
  .object({ start: line(limits.typed), startOpen: tickFor, end: line(limits.typed), endOpen: tickFor })
  .transform((typed, context): Pick<Facts, 'start' | 'end'> => {
    const at = (field: string) => (problem: Problem) => context.addIssue({ code: 'custom', path: [field], params: { problem } });
    const start = storedDate(typed.start, typed.startOpen, at('start'));
    const end = storedDate(typed.end, typed.endOpen, at('end'));
    if (start.date && end.date && end.date < start.date) at('end')({ reason: 'before-start' });
    return { start, end };
  });

type FactSums = Pick<Facts, 'totalBudgetCents' | 'grantCents' | 'rateBasisPoints'>;

const factSums = z
  .object({ totalBudget: money, totalBudgetConfirmed: tick, grant: money, grantConfirmed: tick, rate: line(limits.typed) })
  .transform((typed, context): FactSums => {
    const at = (field: string) => (problem: Problem) => context.addIssue({ code: 'custom', path: [field], params: { problem } });
    const rateBasisPoints = typed.rate === '' ? null : parsePercent(typed.rate);
    if (typed.rate !== '' && rateBasisPoints === null) at('rate')({ reason: 'not-a-percentage' });
    return {
      totalBudgetCents: cents(typed.totalBudget, typed.totalBudgetConfirmed, at('totalBudget')),
      grantCents: cents(typed.grant, typed.grantConfirmed, at('grant')),
      rateBasisPoints,
    };
  });

/** An empty field is no date; an impossible one is refused unless the "date open" box was ticked for exactly this text, which is kept then. */
function storedDate(typed: string, open: string | undefined, refuseWith: (problem: Problem) => void): StoredDate {
  if (typed === '') return { date: null, typed: null, open: open !== undefined };
  const parsed = parseDate(typed);
  if (parsed.ok) return { date: parsed.date, typed: null, open: false };
  if (open !== typed) refuseWith(parsed.problem);
  return { date: null, typed, open: true };
}

/** A doubtful sum counts when the box beside exactly this sum was ticked. */
function cents(typed: string, confirmed: string | undefined, refuseWith: (problem: Problem) => void): bigint | null {
  if (typed === '') return null;
  const parsed = parseMoney(typed);
  switch (parsed.kind) {
    case 'amount':
      return parsed.cents;
    case 'ask':
      if (confirmed !== String(parsed.cents)) refuseWith({ reason: 'confirm-amount', cents: parsed.cents });
      return parsed.cents;
    case 'refused':
      refuseWith(parsed.problem);
      return null;
  }
}

/** Texts, dates and sums are each read to the end, so that all that is wrong is said at once, and no tick is asked for twice. */
export function readFacts(form: FormData): Read<Facts> {
  const [texts, dates, sums] = [read(factTexts, form, ['languages']), read(factDates, form), read(factSums, form)];
  if (texts.ok && dates.ok && sums.ok) {
    const { workingLanguage: first, languages, ...rest } = texts.value;
    return { ok: true, value: { ...rest, languages: [...new Set([first, ...languages])], ...dates.value, ...sums.value } };
  }
  return { ok: false, problems: Object.assign({}, ...[texts, dates, sums].map((part) => (part.ok ? {} : part.problems))) };
}

export interface OrganisationForm {
  name: string;
  shortName: string;
  /** Empty for a network of many countries. */
  country: string;
  type: OrganisationType;
  role: OrganisationRole;
}

const organisation = z.object({
  name: needed(limits.name),
  shortName: line(limits.shortName),
  country: oneOf([...countries, NO_COUNTRY]).transform((code) => (code === NO_COUNTRY ? '' : code)),
  type: oneOf(organisationTypes),
  role: oneOf(organisationRoles),
});

export function readOrganisation(form: FormData): Read<OrganisationForm> {
  return read(organisation, form);
}

/** The short form at the beginning: the rest of the facts has time. */
export interface NewPartnership {
  acronym: string;
  title: string;
  workingLanguage: string;
  organisation: Omit<OrganisationForm, 'role'>;
}

const newPartnership = z
  .object({
    ...name,
    name: needed(limits.name),
    country: oneOf(countries),
    type: oneOf(organisationTypes),
  })
  .transform(({ acronym, title, workingLanguage, name, country, type }): NewPartnership => {
    return { acronym, title, workingLanguage, organisation: { name, shortName: '', country, type } };
  });

export function readNewPartnership(form: FormData): Read<NewPartnership> {
  return read(newPartnership, form);
}

export interface PlaceForm {
  name: string;
  aliases: string;
  country: string;
  kind: PlaceKind;
  organisationId: string | null;
}

const place = z.object({
  name: needed(limits.name),
  aliases: line(limits.aliases),
  country: oneOf(countries),
  kind: oneOf(placeKinds),
  organisationId: z
    .string()
    .max(40)
    .default('')
    .transform((id) => id || null),
});

export function readPlace(form: FormData): Read<PlaceForm> {
  return read(place, form);
}

export interface DeadlineForm {
  title: string;
  date: string;
  at: Date | null;
  zone: string;
}

const deadline = z
  .object({ title: needed(limits.name), date: needed(limits.typed), time: line(limits.typed), zone: z.string().max(64) })
  .transform(({ title, date, time, zone }, context): DeadlineForm => {
    const at = (field: string, problem: Problem) => context.addIssue({ code: 'custom', path: [field], params: { problem } });
    const day = parseDate(date);
    const hour = time === '' ? null : parseTime(time);
    if (!isZone(zone)) at('zone', { reason: 'not-a-choice' });
    if (!day.ok) at('date', day.problem);
    if (time !== '' && hour === null) at('time', { reason: 'not-a-time' });
    if (!day.ok || !isZone(zone)) return z.NEVER;
    const instant = hour === null ? null : instantOf(day.date, hour, zone);
    if (hour !== null && instant === null) at('time', { reason: 'no-such-hour' });
    return { title, date: day.date, at: instant, zone };
  });

export function readDeadline(form: FormData): Read<DeadlineForm> {
  return read(deadline, form);
}

const grants = z
  .array(z.string().max(40))
  .max(60)
  .transform((texts, context): Grant[] => {
    const found = texts.map(readGrant);
    if (found.some((grant) => grant === null)) return refuse(context, { reason: 'not-a-choice' });
    if (found.length === 0) return refuse(context, { reason: 'required' });
    return [...new Map(found.flatMap((grant) => (grant ? [[`${grant.role}:${grant.language}`, grant] as const] : []))).values()];
  });

export interface SeatForm {
  organisationId: string;
  grants: Grant[];
}

const seat = z.object({ organisationId: z.string().min(1).max(40), grants });

/** Organisation and roles of a member. Roles are ticked boxes; those of translators and reviewers name a language. */
export function readSeat(form: FormData): Read<SeatForm> {
  return read(seat, form, ['grants']);
}

export interface InvitationForm extends SeatForm {
  name: string;
  /** Folded; empty when the link is handed over. */
  email: string;
  language: Language;
}

const invitation = z.object({
  ...seat.shape,
  name: line(limits.name),
  // By the rule of accounts: whoever is invited at this address makes an account with it.
  email: z
    .string()
    .default('')
    .transform((text) => foldEmail(tidy(text)))
    .pipe(z.string().max(AccountLimits.email))
    .refine((email) => email === '' || isEmail(email), { params: { problem: { reason: 'not-an-address' } } }),
  language: z.custom<Language>(isLanguage, 'not-a-choice'),
});

export function readInvitation(form: FormData): Read<InvitationForm> {
  return read(invitation, form, ['grants']);
}

/** The version that a form may overwrite: the one that it was made from, or the one that its reader ticked; none when it does not say. */
export function readSeen(form: FormData): string {
  return String(form.get('overwrite') ?? form.get('seen') ?? '');
}

/** The row that a form is about, and the version that it may overwrite; null for a new one. */
export function readWhich(form: FormData): Which | null {
  const id = idIn(form);
  return id === null ? null : { id, seen: readSeen(form) };
}

/** The id of the thing that a form is about; null for a new one. */
export function idIn(form: FormData, field = 'id'): string | null {
  const id = form.get(field);
  return typeof id === 'string' && id !== '' ? tidy(id).slice(0, 40) : null;
}

/** The action's answer to a form that was not taken: status 400, the problems, and what was typed. */
export function refused<More extends object>(form: FormData, problems: Problems, lists: string[] = [], more: More = {} as More) {
  return data({ problems, typed: typedIn(form, lists), ...more }, { status: 400 });
}

/** What a form sent, to be shown again beside the problems, whole: the server takes no form that is too long (server/http/form-bodies.ts). */
function typedIn(form: FormData, lists: string[] = []): Typed {
  const typed: Typed = {};
  for (const key of new Set(form.keys())) {
    const texts = form.getAll(key).flatMap((value) => (typeof value === 'string' ? [value] : []));
    typed[key] = lists.includes(key) ? texts : (texts.at(-1) ?? '');
  }
  return typed;
}

export function read<T>(schema: z.ZodType<T>, form: FormData, lists: string[] = []): Read<T> {
  const raw: Record<string, unknown> = Object.fromEntries(lists.map((name) => [name, []]));
  for (const key of new Set(form.keys())) {
    const values = form.getAll(key);
    raw[key] = lists.includes(key) ? values : values.at(-1);
  }
  const result = schema.safeParse(raw);
  if (result.success) return { ok: true, value: result.data };
  const problems: Problems = {};
  for (const issue of result.error.issues) problems[String(issue.path[0] ?? 'form')] ??= problemOf(issue);
  return { ok: false, problems };
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  switch (issue.code) {
    case 'custom':
      return (issue.params?.problem as Problem | undefined) ?? { reason: 'not-a-choice' };
    case 'too_big':
      return issue.origin === 'array'
        ? { reason: 'too-many', max: Number(issue.maximum) }
        : { reason: 'too-long', max: Number(issue.maximum) };
    case 'too_small':
    case 'invalid_type':
      return { reason: 'required' };
    default:
      return { reason: 'not-a-choice' };
  }
}
