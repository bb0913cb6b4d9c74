/** Which members the "@" before the caret may mean. Pure. */
import { fold, foundIn } from '~/kit/fold';
import { labelsOf } from '../comment-text';
import type { Mentionable } from '../discussions';

/** Longer lists are read by nobody: another letter makes them shorter. */
const MOST = 8;
const LONGEST_QUERY = 60;

export interface Query {
  /** Where the "@" is. */
  from: number;
  text: string;
}

export interface Choice extends Mentionable {
  /** What is put into the field after the "@". */
  label: string;
}

/** The "@" and what was typed after it, up to the caret; null where no name is being typed. */
export function queryBefore(text: string, caret: number): Query | null {
  const from = text.lastIndexOf('@', caret - 1);
  if (from < 0 || /[\p{L}\p{N}_.@-]/u.test(text.charAt(from - 1))) return null;
  const typed = text.slice(from + 1, caret);
  return typed.length > LONGEST_QUERY || /[\n@]|^\s/.test(typed) ? null : { from, text: typed };
}

/** Members whose name or organisation has all the words, those first whose name begins with them. None once a whole name stands there. */
export function choicesFor(query: string, people: readonly Mentionable[]): Choice[] {
  const labels = labelsOf(people);
  const all = people.map((person) => ({ ...person, label: labels.get(person.userId) ?? person.name }));
  if (all.some(({ label }) => query.startsWith(label) && query.length > label.length)) return [];
  const begins = ({ name }: Choice) => fold(name).startsWith(fold(query));
  return all
    .filter(({ label, organisation }) => foundIn(fold(`${label} ${organisation}`), query))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)) || a.name.localeCompare(b.name))
    .slice(0, MOST);
}
