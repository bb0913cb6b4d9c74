/** Reads the fields of a type of activity as they were typed. */
import { parseDate } from '~/kit/dates';
import { tidy } from '~/kit/forms.server';
import { type ActivityType, limits } from './activities';
import { type DetailField, type Details, type DetailValue, detailFields, fieldOf } from './details';

/** What is wrong with a field, said by the page. */
export type DetailProblem = 'notANumber' | 'notADay' | 'tooLong' | 'tooMany' | 'notAChoice' | 'notAnAddress' | 'moreThanAsked';

interface ReadField {
  value: DetailValue | null;
  problem?: DetailProblem;
}

/** A whole number from 0; thousands may be set apart by a point or a space. */
export function readCount(typed: string): { value: number | null; problem?: 'notANumber' } {
  return readNumber(typed.replace(/[\s.](?=\d{3}(\D|$))/g, ''), 0, limits.people);
}

/** Whole, or with one decimal, with a point or a comma. */
function readNumber(typed: string, decimals: 0 | 1, most: number): { value: number | null; problem?: 'notANumber' } {
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
      return readCount(line);
    case 'decimal':
      return readNumber(line, 1, limits.hours);
    case 'day': {
      const parsed = parseDate(line.slice(0, limits.typed));
      return parsed.ok ? { value: parsed.date } : { value: null, problem: 'notADay' };
    }
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
