/**
 * The fields that each type of activity has besides those of all. One list says what they are, how they are typed and what may stand in them: the
 * form, the page, the files and the check read it. Kept as JSON beside the activity, so that a type gains a field without a migration.
 */
import { type ActivityType, limits } from './activities';

export type DetailKind =
  /** One line, several lines, one entry a line. */
  | 'line'
  | 'text'
  | 'list'
  /** A whole number from 0; hours or days with one decimal. */
  | 'count'
  | 'decimal'
  | 'choice'
  | 'tick'
  /** An organisation of the partnership. */
  | 'organisation'
  /** An address on the web. */
  | 'address';

export interface DetailField {
  name: string;
  kind: DetailKind;
  choices?: readonly string[];
  /** Of a count: the name of the one that it is a part of, and cannot be more than. */
  of?: string;
}

export const consultationMethods = ['focusGroup', 'survey', 'hearing', 'interview', 'worldCafe', 'online', 'another'] as const;
export const licences = ['cc0', 'ccBy', 'ccBySa', 'openSource', 'closed'] as const;

/** What those who took part said of it, at its end and three months later (AMIF R.1.5 and R.1.6 ask for both; to be verified). */
const usefulness: readonly DetailField[] = [
  { name: 'askedAtEnd', kind: 'count' },
  { name: 'usefulAtEnd', kind: 'count', of: 'askedAtEnd' },
  { name: 'askedLater', kind: 'count' },
  { name: 'usefulLater', kind: 'count', of: 'askedLater' },
];

export const detailFields: Record<ActivityType, readonly DetailField[]> = {
  consultation: [
    { name: 'method', kind: 'choice', choices: consultationMethods },
    { name: 'questions', kind: 'list' },
    { name: 'contributions', kind: 'count' },
    { name: 'answered', kind: 'tick' },
  ],
  training: [
    { name: 'curriculum', kind: 'text' },
    { name: 'days', kind: 'decimal' },
    { name: 'trainers', kind: 'line' },
    { name: 'certificate', kind: 'tick' },
    ...usefulness,
  ],
  workshop: [{ name: 'agenda', kind: 'text' }, { name: 'hours', kind: 'decimal' }, ...usefulness],
  mutualLearning: [
    { name: 'topic', kind: 'line' },
    { name: 'host', kind: 'organisation' },
    { name: 'learned', kind: 'text' },
    { name: 'hours', kind: 'decimal' },
  ],
  technicalAssistance: [
    { name: 'asker', kind: 'organisation' },
    { name: 'helper', kind: 'organisation' },
    { name: 'question', kind: 'text' },
    { name: 'answer', kind: 'text' },
    { name: 'hours', kind: 'decimal' },
  ],
  peerReview: [
    { name: 'host', kind: 'organisation' },
    { name: 'questions', kind: 'list' },
    { name: 'recommendations', kind: 'list' },
    { name: 'response', kind: 'text' },
  ],
  knowledgeTransfer: [
    { name: 'practice', kind: 'line' },
    { name: 'from', kind: 'organisation' },
    { name: 'to', kind: 'organisation' },
    { name: 'adapted', kind: 'text' },
  ],
  awareness: [
    { name: 'audience', kind: 'line' },
    { name: 'message', kind: 'line' },
    { name: 'channels', kind: 'list' },
    { name: 'reach', kind: 'count' },
    { name: 'consent', kind: 'tick' },
  ],
  tool: [
    { name: 'audience', kind: 'line' },
    { name: 'address', kind: 'address' },
    { name: 'licence', kind: 'choice', choices: licences },
    { name: 'users', kind: 'count' },
  ],
  other: [],
};

export type DetailValue = string | number | boolean | readonly string[];
export type Details = Readonly<Record<string, DetailValue>>;

/** What is wrong with a field, said by the page. */
export type DetailProblem = 'notANumber' | 'tooLong' | 'tooMany' | 'notAChoice' | 'notAnAddress' | 'moreThanAsked';

/** The field of a form in which a detail is typed. */
export const fieldOf = (type: ActivityType, name: string) => `${type}.${name}`;

const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

interface ReadField {
  value: DetailValue | null;
  problem?: DetailProblem;
}

/** Whole, or with one decimal, with a point or a comma. */
function readNumber(typed: string, decimals: 0 | 1, most: number): ReadField {
  const pattern = decimals === 0 ? /^\d{1,10}$/ : /^\d{1,6}([.,]\d)?$/;
  const value = Number(typed.replace(',', '.'));
  return pattern.test(typed) && value <= most ? { value } : { value: null, problem: 'notANumber' };
}

function readField({ kind, choices }: DetailField, typed: string, organisations: ReadonlySet<string>): ReadField {
  const line = tidy(typed);
  if (line === '') return { value: null };
  switch (kind) {
    case 'line':
      return line.length > limits.line ? { value: null, problem: 'tooLong' } : { value: line };
    case 'text': {
      const text = typed.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\0', ' ').trim();
      return text.length > limits.text ? { value: null, problem: 'tooLong' } : { value: text };
    }
    case 'list': {
      const lines = typed.split('\n').map(tidy).filter(Boolean);
      if (lines.length > limits.lines) return { value: null, problem: 'tooMany' };
      return lines.some((one) => one.length > limits.line) ? { value: null, problem: 'tooLong' } : { value: lines };
    }
    case 'count':
      return readNumber(line.replace(/[\s.  ](?=\d{3}\b)/g, ''), 0, limits.people);
    case 'decimal':
      return readNumber(line, 1, limits.hours);
    case 'choice':
      return choices?.includes(line) ? { value: line } : { value: null, problem: 'notAChoice' };
    case 'tick':
      return { value: true };
    case 'organisation':
      return organisations.has(line) ? { value: line } : { value: null, problem: 'notAChoice' };
    case 'address':
      return isAddress(line) ? { value: line } : { value: null, problem: 'notAnAddress' };
  }
}

/** Only what a browser may be sent to. */
function isAddress(text: string): boolean {
  if (text.length > limits.line || !/^https?:\/\//.test(text)) return false;
  return URL.canParse(text);
}

/**
 * Reads the fields of a type as they were typed.
 * @param organisations ids of those of the partnership
 * @returns what was typed, without what is empty; and what is wrong, by the field of the form
 */
export function readDetails(
  type: ActivityType,
  typed: (field: string) => string,
  organisations: ReadonlySet<string>,
): { details: Details; problems: Record<string, DetailProblem> } {
  const details: Record<string, DetailValue> = {};
  const problems: Record<string, DetailProblem> = {};
  for (const field of detailFields[type]) {
    const { value, problem } = readField(field, typed(fieldOf(type, field.name)), organisations);
    if (problem) problems[fieldOf(type, field.name)] = problem;
    if (value !== null) details[field.name] = value;
  }
  for (const { name, of } of detailFields[type]) {
    if (of && Number(details[name] ?? 0) > Number(details[of] ?? 0)) problems[fieldOf(type, name)] ??= 'moreThanAsked';
  }
  return { details, problems };
}

/** Details as they are stored; what is not of the type (any more) is left out. */
export function storedDetails(type: ActivityType, json: string): Details {
  const found: unknown = JSON.parse(json);
  if (typeof found !== 'object' || found === null) return {};
  const kept = detailFields[type].flatMap(({ name }) => {
    const value = (found as Record<string, DetailValue>)[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}
