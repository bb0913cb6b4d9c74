/** What a file of Microsoft Project says, as records of plain texts. Whatever wrote it: names without prefixes, fields in any order, any missing. */
import { Unreadable } from '../problems';
import { readXml } from '../xml/read';

export type Fields = Readonly<Record<string, string>>;

export interface TaskRecord {
  fields: Fields;
  links: readonly Fields[];
  /** By their numbers. */
  texts: ReadonlyMap<string, string>;
}

export interface ProjectRecords {
  project: Fields;
  tasks: readonly TaskRecord[];
  resources: readonly Fields[];
  assignments: readonly Fields[];
}

/** Elements that are records, by the element that they stand in. */
const RECORDS: Readonly<Record<string, string>> = {
  Project: '',
  Task: 'Tasks',
  Resource: 'Resources',
  Assignment: 'Assignments',
  PredecessorLink: 'Task',
  ExtendedAttribute: 'Task',
};

interface OpenRecord {
  name: string;
  fields: Record<string, string>;
  links: Fields[];
  texts: Map<string, string>;
}

/** @throws Unreadable */
export async function readRecords(bytes: Uint8Array): Promise<ProjectRecords> {
  const path: string[] = [];
  const open: OpenRecord[] = [];
  const found = { project: {} as Fields, tasks: [] as TaskRecord[], resources: [] as Fields[], assignments: [] as Fields[] };
  let text = '';
  await readXml(bytes, {
    open(name) {
      const parent = path.at(-1) ?? '';
      if (path.length === 0 && name !== 'Project') throw new Unreadable('no-project');
      if (RECORDS[name] === parent) open.push({ name, fields: {}, links: [], texts: new Map() });
      path.push(name);
      text = '';
    },
    text(piece) {
      text += piece;
    },
    close(name) {
      path.pop();
      const record = open.at(-1);
      if (record && record.name === path.at(-1)) record.fields[name] ??= text;
      text = '';
      if (record?.name === name && RECORDS[name] === (path.at(-1) ?? '')) keep(open.pop() as OpenRecord, open.at(-1), found);
    },
  });
  return found;
}

interface Found {
  project: Fields;
  tasks: TaskRecord[];
  resources: Fields[];
  assignments: Fields[];
}

function keep({ name, fields, links, texts }: OpenRecord, around: OpenRecord | undefined, found: Found): void {
  switch (name) {
    case 'Project':
      found.project = fields;
      break;
    case 'Task':
      found.tasks.push({ fields, links, texts });
      break;
    case 'Resource':
      found.resources.push(fields);
      break;
    case 'Assignment':
      found.assignments.push(fields);
      break;
    case 'PredecessorLink':
      around?.links.push(fields);
      break;
    default:
      around?.texts.set(fields.FieldID ?? '', fields.Value ?? '');
  }
}
