/**
 * The fields that each type of activity has besides those of all. One list says what they are, how they are typed and what may stand in them: the
 * form, the page, the files and the check read it. Kept as JSON beside the activity, so that a type gains a field without a migration.
 */
import type { ActivityType } from './activities';

export type DetailKind =
  /** One line, several lines, one entry a line. */
  | 'line'
  | 'text'
  | 'list'
  /** A whole number from 0; hours or days with one decimal. */
  | 'count'
  | 'decimal'
  /** A day of the calendar, kept as ISO date. */
  | 'day'
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
  /** It counts people who took part: for the organisation that asked them, as attendance is. */
  people?: true;
}

export const consultationMethods = ['focusGroup', 'survey', 'hearing', 'interview', 'worldCafe', 'online', 'another'] as const;
export const licences = ['cc0', 'ccBy', 'ccBySa', 'openSource', 'closed'] as const;
export const learners = ['staff', 'fosterCarers', 'familyCarers', 'mediators', 'volunteers', 'participants'] as const;
/** Of the Common European Framework of Reference for Languages: the same names in all languages. */
export const cefrLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
export const phases = ['idea', 'setUp', 'firstPhase', 'running', 'evaluated'] as const;
export const verdicts = ['scale', 'adapt', 'stop'] as const;
export const meetingKinds = ['kickOff', 'steering', 'working', 'final', 'another'] as const;

/** What those who took part said of it, at its end and three months later (AMIF R.1.5 and R.1.6 ask for both; to be verified). */
const usefulness: readonly DetailField[] = [
  { name: 'askedAtEnd', kind: 'count', people: true },
  { name: 'usefulAtEnd', kind: 'count', people: true, of: 'askedAtEnd' },
  { name: 'askedLater', kind: 'count', people: true },
  { name: 'usefulLater', kind: 'count', people: true, of: 'askedLater' },
];

export const detailFields: Record<ActivityType, readonly DetailField[]> = {
  consultation: [
    { name: 'method', kind: 'choice', choices: consultationMethods },
    { name: 'questions', kind: 'list' },
    { name: 'stakeholders', kind: 'list' },
    { name: 'contributions', kind: 'count' },
    { name: 'answered', kind: 'tick' },
  ],
  training: [
    { name: 'curriculum', kind: 'text' },
    { name: 'days', kind: 'decimal' },
    { name: 'learners', kind: 'choice', choices: learners },
    { name: 'entryLevel', kind: 'choice', choices: cefrLevels },
    { name: 'exitLevel', kind: 'choice', choices: cefrLevels },
    { name: 'trainers', kind: 'line' },
    { name: 'certificate', kind: 'tick' },
    { name: 'followUp', kind: 'day' },
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
    { name: 'reviewers', kind: 'list' },
    { name: 'questions', kind: 'list' },
    { name: 'findings', kind: 'text' },
    { name: 'recommendations', kind: 'list' },
    { name: 'accepted', kind: 'list' },
    { name: 'followUp', kind: 'day' },
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
    { name: 'impressions', kind: 'count' },
    { name: 'consent', kind: 'tick' },
  ],
  tool: [
    { name: 'audience', kind: 'line' },
    { name: 'intersections', kind: 'text' },
    { name: 'address', kind: 'address' },
    { name: 'licence', kind: 'choice', choices: licences },
    { name: 'users', kind: 'count' },
  ],
  exchange: [
    { name: 'topic', kind: 'line' },
    { name: 'together', kind: 'text' },
    { name: 'hours', kind: 'decimal' },
    { name: 'newcomers', kind: 'count', people: true },
    { name: 'locals', kind: 'count', people: true },
  ],
  measure: [
    { name: 'phase', kind: 'choice', choices: phases },
    { name: 'supporter', kind: 'organisation' },
    { name: 'learnedFrom', kind: 'line' },
    { name: 'result', kind: 'text' },
  ],
  pilot: [
    { name: 'hypothesis', kind: 'text' },
    { name: 'baseline', kind: 'text' },
    { name: 'result', kind: 'text' },
    { name: 'verdict', kind: 'choice', choices: verdicts },
    { name: 'again', kind: 'text' },
  ],
  mentoring: [
    { name: 'goal', kind: 'line' },
    { name: 'pairs', kind: 'count', people: true },
    { name: 'meetings', kind: 'count' },
  ],
  meeting: [
    { name: 'meetingKind', kind: 'choice', choices: meetingKinds },
    { name: 'agenda', kind: 'text' },
    { name: 'decisions', kind: 'list' },
  ],
  other: [],
};

export type DetailValue = string | number | boolean | readonly string[];
export type Details = Readonly<Record<string, DetailValue>>;

/** The field of a form in which a detail is typed. */
export const fieldOf = (type: ActivityType, name: string) => `${type}.${name}`;

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

/** Without the numbers of people, for who did not count them; or these alone. */
export function withoutPeople(type: ActivityType, details: Details): Details {
  return pick(type, details, false);
}
export const peopleAlone = (type: ActivityType, details: Details): Details => pick(type, details, true);

function pick(type: ActivityType, details: Details, people: boolean): Details {
  const names = new Set(detailFields[type].filter((field) => (field.people ?? false) === people).map(({ name }) => name));
  return Object.fromEntries(Object.entries(details).filter(([name]) => names.has(name)));
}
