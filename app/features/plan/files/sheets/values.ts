/** What a cell means, or a problem that names it. */
import { isIsoDate, parseDate } from '~/kit/dates';
import { type Cell, textIn } from '~/kit/tables/book';
import { limits, type When } from '../../plan';
import { excerpt, type Problem, type ProblemCode } from '../problems';
import type { Choice, choices, Vocabulary } from '../vocabulary';
import type { TableRow } from './tables';

/** A page shows no more than this. */
const KEPT = 100;

export class Problems {
  readonly list: Problem[] = [];
  count = 0;

  add(code: ProblemCode, row: TableRow, key?: string, more: Pick<Problem, 'value' | 'most'> = {}): void {
    this.count += 1;
    const value = more.value ?? (key === undefined ? '' : row.text(key));
    if (this.list.length < KEPT) this.list.push({ code, ...row.place(key), ...more, ...(value ? { value: excerpt(value) } : {}) });
  }
}

export class Values {
  readonly #words: Vocabulary;
  readonly #problems: Problems;

  constructor(words: Vocabulary, problems: Problems) {
    this.#words = words;
    this.#problems = problems;
  }

  text(row: TableRow, key: string, most: number): string {
    const text = row.text(key);
    if (text.length <= most) return text;
    this.#problems.add('too-long', row, key, { most });
    return '';
  }

  choice<C extends Choice>(row: TableRow, key: string, choice: C): (typeof choices)[C][number] | null {
    const cell = row.cell(key);
    if (choice === 'yesNo' && typeof cell === 'boolean') return (cell ? 'yes' : 'no') as (typeof choices)[C][number];
    const text = row.text(key).trim();
    if (text === '') return null;
    const found = this.#words.valueOf(choice, text);
    if (found === null) this.#problems.add(choice === 'yesNo' ? 'not-yes-or-no' : 'not-a-choice', row, key);
    return found as (typeof choices)[C][number] | null;
  }

  whole(row: TableRow, key: string, least: number, most: number): number | null {
    const text = row.text(key).trim();
    if (text === '') return null;
    const number = Number(text.replace(/^\+/, ''));
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    this.#problems.add('not-a-number', row, key);
    return null;
  }

  /** 50, 50%, and 0.5 where a spreadsheet shows 50 %. */
  percent(row: TableRow, key: string): number | null {
    const cell = row.cell(key);
    const number = typeof cell === 'number' ? (cell > 0 && cell < 1 ? cell * 100 : cell) : Number(row.text(key).replace(/[\s%]/g, ''));
    if (row.text(key).trim() === '') return null;
    if (number >= 0 && number <= 100) return Math.round(number);
    this.#problems.add('not-a-number', row, key);
    return null;
  }

  when(row: TableRow, key: string): When | null {
    const cell = row.cell(key);
    if (row.text(key).trim() === '') return null;
    const found = whenOf(cell);
    if (found === null) this.#problems.add('not-a-day', row, key);
    return found;
  }
}

function whenOf(cell: Cell): When | null {
  if (typeof cell === 'object' && cell !== null) return isIsoDate(textIn(cell)) ? { date: textIn(cell) } : null;
  const text = String(cell).trim();
  const month = /^[MmΜμ]?\s*(\d{1,3})$/.exec(text)?.[1];
  if (month) return Number(month) >= 1 && Number(month) <= limits.months ? { month: Number(month) } : null;
  const parsed = parseDate(text);
  return parsed.ok ? { date: parsed.date } : null;
}
