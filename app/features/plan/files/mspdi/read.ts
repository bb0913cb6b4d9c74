/** Reads a plan out of Microsoft Project's XML: from there, from ProjectLibre, or one of our own. */
import { generateNKeysBetween } from 'fractional-indexing';
import { isIsoDate } from '~/kit/dates';
import { blankItem, type Kind, kinds, type Link, limits, parentsOf, statuses, type When } from '../../plan';
import type { PortalList } from '../../portal-lists';
import { freshIds } from '../fresh-ids';
import { Matching, type Partnership } from '../matching';
import type { FileItem, Reading } from '../plan-file';
import { excerpt, type Problem, type ProblemCode, Unreadable } from '../problems';
import { readPlain } from '../rich/read';
import { HOURS, linkTypesByNumber, type TextField, textFields } from './fields';
import { type Fields, type ProjectRecords, readRecords, type TaskRecord } from './records';

/** How a task stands among the others. */
interface Task extends TaskRecord {
  uid: string;
  /** From 1. */
  level: number;
  hasTasks: boolean;
  /** As its program shows it, from 1. */
  line: number;
  item: FileItem;
}

const KEPT = 100;

/** @throws Unreadable */
export async function readMspdi(bytes: Uint8Array, partnership: Partnership): Promise<Reading> {
  const records = await readRecords(bytes);
  const problems: Problem[] = [];
  let problemCount = 0;
  const add = (code: ProblemCode, { line }: { line: number }, value: string, most?: number) => {
    problemCount += 1;
    if (problems.length < KEPT) problems.push({ code, line, value: excerpt(value), ...(most === undefined ? {} : { most }) });
  };
  const matching = new Matching(partnership);
  const tasks = tasksOf(records.tasks);
  if (tasks.length === 0) throw new Unreadable('no-items');
  if (tasks.length > limits.items) throw new Unreadable('too-many-items', { most: limits.items });
  for (const task of tasks) {
    const { Name = '' } = task.fields;
    if (Name.length > limits.title) add('too-long', task, Name, limits.title);
    Object.assign(task.item, fieldsOf(task, matching));
  }
  assign(tasks, records, partnership, matching);
  const items = withPlaces(tasks);
  const links = linksOf(tasks, Number(records.project.MinutesPerDay) || HOURS * 60, add);
  if (links.length > limits.links) throw new Unreadable('too-many-links', { most: limits.links });
  return {
    plan: { items, links, limits: [] },
    unmatched: matching.unmatched,
    unlisted: matching.unlisted,
    problems,
    problemCount,
    ignored: [],
  };
}

/** Without the one that stands for the whole project, and without empty rows. */
function tasksOf(records: readonly TaskRecord[]): Task[] {
  const real = records.filter((record) => {
    const { OutlineLevel, IsNull, Name } = record.fields;
    return OutlineLevel !== '0' && !isTrue(IsNull) && (Name?.trim() || told(record, 'id'));
  });
  const levels = real.map(({ fields }) => Math.max(1, Math.min(100, Number(fields.OutlineLevel) || 1)));
  const fresh = freshIds(real.length);
  return real.map((record, index) => {
    const level = levels[index] ?? 1;
    const hasTasks = (levels[index + 1] ?? 0) > level;
    const kind = kindOf(record, level, hasTasks);
    const uid = record.fields.UID?.trim() || `row${index}`;
    return {
      ...record,
      uid,
      level,
      hasTasks,
      line: Number(record.fields.ID) || index + 1,
      item: { ...blankItem(kind), id: fresh(), description: [] },
    };
  });
}

const isTrue = (value: string | undefined) => value === '1' || value?.toLowerCase() === 'true';
const told = ({ texts }: TaskRecord, field: TextField): string => texts.get(textFields[field].number)?.trim() ?? '';
const oneOf = <Value extends string>(values: readonly Value[], text: string): Value | undefined => values.find((value) => value === text);

function kindOf(record: TaskRecord, level: number, hasTasks: boolean): Kind {
  const own = told(record, 'id') && oneOf(kinds, told(record, 'kind'));
  if (own && own !== 'risk') return own;
  if (level === 1 && hasTasks) return 'workPackage';
  return isTrue(record.fields.Milestone) && !hasTasks ? 'milestone' : 'task';
}

function fieldsOf(task: Task, matching: Matching): Partial<FileItem> {
  const { fields, item } = task;
  const code = (list: PortalList, field: TextField) => (told(task, field) ? matching.code(list, told(task, field)) : null);
  const progress = Math.round(Number(fields.PercentComplete) || 0);
  const own = told(task, 'id') !== '';
  const status = own ? oneOf(statuses, told(task, 'status')) : progress >= 100 ? 'done' : progress > 0 ? 'doing' : 'todo';
  return {
    title: (fields.Name ?? '').trim().slice(0, limits.title),
    status: status ?? item.status,
    progress: item.kind === 'task' ? Math.max(0, Math.min(100, progress)) : 0,
    scheduling: isTrue(fields.Manual) && dayIn(fields.Start) ? 'manual' : 'auto',
    deliverable: code('type', 'deliverable') ?? item.deliverable,
    dissemination: code('level', 'dissemination') ?? item.dissemination,
    description: readPlain(fields.Notes ?? ''),
    ...spanOf(task),
  };
}

function dayIn(text: string | undefined): string | null {
  const day = text?.trim().slice(0, 10) ?? '';
  return isIsoDate(day) ? day : null;
}

/** What was said of our own in months stays so, unless somebody moved it in the other program. */
function spanOf(task: Task): Pick<FileItem, 'start' | 'end'> {
  const [start, end] = [dayIn(task.fields.Start), dayIn(task.fields.Finish)];
  const [ownStart = '', ownEnd = '', shownStart, shownEnd] = told(task, 'planned').split(' ');
  const isPoint = task.item.kind === 'deliverable' || task.item.kind === 'milestone';
  const isUnmoved = shownStart === (start ?? '-') && shownEnd === (end ?? '-');
  if (isUnmoved) return { start: whenIn(ownStart), end: whenIn(ownEnd) };
  return { start: isPoint || !start ? null : { date: start }, end: end ? { date: end } : null };
}

function whenIn(text: string): When | null {
  const month = Number(/^M(\d{1,3})$/.exec(text)?.[1]);
  if (month >= 1 && month <= limits.months) return { month };
  return isIsoDate(text) ? { date: text } : null;
}

/** Organisations first; who is none of them is a person, or nobody whom the partnership knows. */
function assign(
  tasks: readonly Task[],
  { resources, assignments }: ProjectRecords,
  { organisations, people }: Partnership,
  matching: Matching,
): void {
  const names = new Map(resources.map(({ UID = '', Name = '' }) => [UID.trim(), Name.trim()]));
  const byUid = new Map(tasks.map((task) => [task.uid, task]));
  const found = new Map<Task, { organisations: string[]; people: string[] }>();
  for (const { TaskUID = '', ResourceUID = '' } of assignments) {
    const [task, name] = [byUid.get(TaskUID.trim()), names.get(ResourceUID.trim())];
    if (!task || !name) continue;
    const of = found.get(task) ?? { organisations: [], people: [] };
    found.set(task, of);
    const person = organisations.find(name) === null ? people.find(name) : null;
    const organisation = person === null ? matching.organisation(name) : null;
    if (person) of.people.push(person);
    if (organisation) of.organisations.push(organisation);
  }
  for (const task of tasks) {
    const of = found.get(task) ?? { organisations: [], people: [] };
    const own = told(task, 'id') !== '';
    const label = told(task, 'lead');
    const lead = label ? matching.organisation(label) : own ? null : (of.organisations[0] ?? null);
    task.item.lead = lead;
    task.item.partners = unique(of.organisations.filter((id) => id !== lead));
    task.item.people = unique(of.people);
  }
}

const unique = (ids: readonly string[]) => [...new Set(ids)].sort().slice(0, limits.list);

/** Under the nearest one above that may have it; in the order of the file. */
function withPlaces(tasks: readonly Task[]): FileItem[] {
  const above: Task[] = [];
  const siblings = new Map<string | null, FileItem[]>();
  for (const task of tasks) {
    while ((above.at(-1)?.level ?? 0) >= task.level) above.pop();
    const parent = above.findLast(({ item }) => parentsOf[task.item.kind].includes(item.kind))?.item.id ?? null;
    task.item.parent = parent;
    siblings.get(parent)?.push(task.item) ?? siblings.set(parent, [task.item]);
    above.push(task);
  }
  for (const list of siblings.values()) {
    const places = generateNKeysBetween(null, null, list.length);
    for (const [index, item] of list.entries()) item.order = places[index] ?? '';
  }
  return tasks.map(({ item }) => item);
}

type Add = (code: ProblemCode, at: { line: number }, value: string) => void;

function linksOf(tasks: readonly Task[], minutesPerDay: number, add: Add): Link[] {
  const byUid = new Map(tasks.map((task) => [task.uid, task]));
  const fresh = freshIds(tasks.reduce((sum, { links }) => sum + links.length, 0));
  return tasks.flatMap((task) =>
    task.links.flatMap((fields) => {
      const id = fresh();
      // Of another project, which is not here.
      if (isTrue(fields.CrossProject)) return [];
      const uid = fields.PredecessorUID?.trim() ?? '';
      const from = byUid.get(uid);
      const type = linkTypesByNumber[Number(fields.Type ?? 1)];
      const lag = lagOf(fields, minutesPerDay);
      if (!from || from === task || !type || lag === null) {
        add(from === task ? 'in-itself' : from ? 'not-a-link' : 'no-such-item', task, from ? (fields.Type ?? '') : uid);
        return [];
      }
      return { id, from: from.item.id, to: task.item.id, type, lag };
    }),
  );
}

/** Formats of lags that run through nights and weekends, and those that are a share of the other task. */
const ELAPSED = new Set(['4', '6', '8', '10', '12', '36', '38', '40', '42', '44']);
const SHARES = new Set(['19', '20', '51', '52']);

/** In working days. Tenths of minutes, whatever they are shown in. */
function lagOf({ LinkLag = '0', LagFormat = '' }: Fields, minutesPerDay: number): number | null {
  const tenths = Number(LinkLag);
  if (!Number.isFinite(tenths)) return null;
  if (SHARES.has(LagFormat)) return 0;
  const days = ELAPSED.has(LagFormat) ? (tenths / 14_400) * (5 / 7) : tenths / (minutesPerDay * 10);
  const lag = Math.round(days);
  return Math.abs(lag) <= 1_000 ? lag || 0 : null;
}
