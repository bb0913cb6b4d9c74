/** The form of an activity, checked at the edge: what comes out is typed, short enough, and one of the choices. */
import { countries, isWorkingLanguage } from '~/features/partnerships/partnerships';
import { parseDate } from '~/kit/dates';
import { tidy } from '~/kit/forms.server';
import { readPage } from '~/kit/paging';
import { instantOf, isZone, parseTime } from '~/kit/zones';
import {
  type ActivityFormat,
  type ActivityState,
  type ActivityType,
  type Exclusion,
  exclusions,
  formats,
  limits,
  type Restriction,
  restrictions,
  states,
  type Theme,
  themes,
  types,
} from './activities';
import type { Details } from './details';
import type { Problem, Problems } from './problems';
import { type DetailProblem, readCount, readDetails } from './read-details.server';

/** What a form may choose from: ids of the partnership's own. */
export interface Known {
  organisations: ReadonlySet<string>;
  places: ReadonlySet<string>;
  objectives: ReadonlySet<string>;
  targetGroups: ReadonlySet<string>;
  packages: ReadonlySet<string>;
}

export interface Times {
  zone: string;
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
  startsAt: Date;
  endsAt: Date;
}

export interface ActivityForm extends Times {
  type: ActivityType;
  title: string;
  publicTitle: string;
  restriction: Restriction | '';
  organisationId: string;
  coOrganisers: string[];
  workPackageId: string;
  format: ActivityFormat;
  placeId: string | null;
  country: string;
  venue: string;
  languages: string[];
  themes: Theme[];
  exclusions: Exclusion[];
  targetGroups: string[];
  objectiveId: string | null;
  justification: string;
  plannedParticipants: number | null;
  heldParticipants: number | null;
  details: Details;
}

export type Read = { ok: true; form: ActivityForm } | { ok: false; problems: Problems };

/** Which of the words in a form is one of these; null where none is. */
function choiceOf<T extends string>(choices: readonly T[], typed: string): T | null {
  return choices.find((one) => one === typed) ?? null;
}

export const typeOf = (typed: unknown): ActivityType | null => (typeof typed === 'string' ? choiceOf(types, typed) : null);

const DETAIL: Record<DetailProblem, Problem> = {
  notANumber: 'problem.number',
  notADay: 'problem.date',
  tooLong: 'problem.tooLong',
  tooMany: 'problem.tooMany',
  notAChoice: 'problem.choice',
  notAnAddress: 'problem.address',
  moreThanAsked: 'problem.moreThanAsked',
};

export function readActivity(form: FormData, type: ActivityType, known: Known): Read {
  const problems: Problems = {};
  const wrong = (field: string, problem: Problem) => {
    problems[field] ??= problem;
  };
  const typed = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? value : '';
  };
  const line = (field: string, most: number, needed = false) => {
    const value = tidy(typed(field));
    if (value.length > most) wrong(field, 'problem.tooLong');
    if (needed && value === '') wrong(field, 'problem.required');
    return value;
  };
  const several = <T extends string>(field: string, choices: { includes: (one: T) => boolean } | ReadonlySet<string>, most: number) => {
    const all = [...new Set(form.getAll(field).filter((one): one is string => typeof one === 'string' && one !== ''))];
    const is = (one: string) => ('has' in choices ? choices.has(one) : choices.includes(one as T));
    if (all.length > most || !all.every(is)) wrong(field, 'problem.choice');
    return all.filter(is) as T[];
  };
  const one = (field: string, choices: ReadonlySet<string>) => {
    const value = typed(field);
    if (value !== '' && !choices.has(value)) wrong(field, 'problem.choice');
    return choices.has(value) ? value : null;
  };
  const count = (field: string) => {
    const typedNumber = tidy(typed(field));
    if (typedNumber === '') return null;
    const { value, problem } = readCount(typedNumber);
    if (problem) wrong(field, DETAIL[problem]);
    return value;
  };

  const restriction = typed('restriction') === '' ? '' : choiceOf(restrictions, typed('restriction'));
  if (restriction === null) wrong('restriction', 'problem.choice');
  const format = choiceOf(formats, typed('format'));
  if (!format) wrong('format', 'problem.choice');
  const organisationId = one('organisationId', known.organisations);
  if (!organisationId) wrong('organisationId', 'problem.choice');
  const objectiveId = one('objectiveId', known.objectives);
  const justification = typed('justification').normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\0', ' ').trim();
  if (justification.length > limits.justification) wrong('justification', 'problem.tooLong');
  // Beyond the actions that a call lists, it has to be said what it serves, and why.
  if (type === 'other' && justification === '') wrong('justification', 'problem.justification');
  if (type === 'other' && !objectiveId && known.objectives.size > 0) wrong('objectiveId', 'problem.objective');
  const country = typed('country');
  if (country !== '' && !countries.includes(country)) wrong('country', 'problem.choice');
  const { details, problems: inDetails } = readDetails(type, typed, known.organisations);
  for (const [field, problem] of Object.entries(inDetails)) wrong(field, DETAIL[problem]);

  const read = {
    type,
    title: line('title', limits.title, true),
    publicTitle: line('publicTitle', limits.title),
    restriction: restriction ?? ('' as const),
    organisationId: organisationId ?? '',
    coOrganisers: several('coOrganisers', known.organisations, limits.coOrganisers).filter((id) => id !== organisationId),
    workPackageId: one('workPackageId', known.packages) ?? '',
    format: format ?? 'inPerson',
    placeId: one('placeId', known.places),
    country,
    venue: line('venue', limits.venue),
    languages: several('languages', { includes: isWorkingLanguage }, limits.languages),
    themes: several<Theme>('themes', themes, themes.length),
    exclusions: several<Exclusion>('exclusions', exclusions, exclusions.length),
    targetGroups: several('targetGroups', known.targetGroups, limits.targetGroups),
    objectiveId,
    justification,
    plannedParticipants: count('plannedParticipants'),
    heldParticipants: count('heldParticipants'),
    details,
  };
  const times = readTimes(typed, wrong);
  if (!times || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, form: { ...read, ...times } };
}

/** When it is, by the clock of its place. Without hours it takes whole days; with a beginning and no end, an hour. */
function readTimes(typed: (field: string) => string, wrong: (field: string, problem: Problem) => void): Times | null {
  const zone = typed('zone');
  const day = (field: string) => {
    const parsed = parseDate(tidy(typed(field)).slice(0, limits.typed));
    if (!parsed.ok) wrong(field, 'problem.date');
    return parsed.ok ? parsed.date : null;
  };
  const hour = (field: string) => {
    const text = tidy(typed(field));
    if (text === '') return '';
    const parsed = text.length > limits.typed ? null : parseTime(text);
    if (!parsed) wrong(field, 'problem.time');
    return parsed;
  };
  if (!isZone(zone)) {
    wrong('zone', 'problem.choice');
    return null;
  }
  const startDate = day('startDate');
  const endDate = tidy(typed('endDate')) === '' ? startDate : day('endDate');
  const [startTime, endTime] = [hour('startTime'), hour('endTime')];
  if (!startDate || !endDate || startTime === null || endTime === null) return null;
  if (endTime !== '' && startTime === '') wrong('startTime', 'problem.timeMissing');
  const startsAt = instantOf(startDate, startTime || '00:00', zone) ?? (startTime === '' ? instantOf(startDate, '01:00', zone) : null);
  if (!startsAt) wrong('startTime', 'problem.noSuchHour');
  const endsAt = endTime === '' ? endWithoutHour(startDate, endDate, startsAt, startTime, zone) : instantOf(endDate, endTime, zone);
  if (!endsAt) wrong('endTime', 'problem.noSuchHour');
  if (!startsAt || !endsAt) return null;
  if (endsAt <= startsAt) {
    wrong(endDate < startDate ? 'endDate' : 'endTime', 'problem.endsBefore');
    return null;
  }
  return { zone, startDate, startTime, endDate, endTime, startsAt, endsAt };
}

const HOUR_MS = 3_600_000;

/** Of one day with a beginning: an hour later. Else the last minute of the last day, which no clock skips. */
function endWithoutHour(startDate: string, endDate: string, startsAt: Date | null, startTime: string, zone: string): Date | null {
  if (startsAt && startTime !== '' && startDate === endDate) return new Date(startsAt.getTime() + HOUR_MS);
  return instantOf(endDate, '23:59', zone);
}

/** The version that a form may replace: the one that it was made from, or one that somebody ticked to overwrite. */
export function readSeen(form: FormData): number {
  const typed = form.get('overwrite') ?? form.get('seen');
  return typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
}

export type Deed = { what: 'state'; state: ActivityState } | { what: 'remove' | 'restore' };

/** What a button of an activity's page asks for; null where it is nothing of the kind. */
export function readDeed(form: FormData): Deed | null {
  const intent = form.get('intent');
  if (intent === 'remove' || intent === 'restore') return { what: intent };
  const state = states.find((one) => one === form.get('state'));
  return intent === 'state' && state ? { what: 'state', state } : null;
}

export interface ListQuery {
  words: string;
  type: ActivityType | null;
  state: ActivityState | null;
  /** Of the place. */
  country: string;
  /** Those that one's own organisation organises, alone or with others. */
  mine: boolean;
  /** From 1. */
  page: number;
}

export function readCountry(search: URLSearchParams): string {
  return countries.find((one) => one === search.get('country')) ?? '';
}

/** What a list is asked for by its address; what makes no sense is as if it were not there. */
export function readListQuery(search: URLSearchParams): ListQuery {
  return {
    words: tidy(search.get('q') ?? '').slice(0, limits.line),
    type: typeOf(search.get('type')),
    state: states.find((one) => one === search.get('state')) ?? null,
    country: readCountry(search),
    mine: search.get('org') === 'mine',
    page: readPage(search),
  };
}
