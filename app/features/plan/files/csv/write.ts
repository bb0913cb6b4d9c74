/** Writes one sheet as CSV (RFC 4180), UTF-8 with a mark so that Excel sees it, each text so that no spreadsheet runs it. */
import { type Cell, type NewSheet, textIn } from '~/kit/tables/book';

/** What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asia. */
const RUNS = /^['=+\-@\t\r＝＋－＠]/;
/** The same within a text: it begins a cell where somebody opens the file with another separator. */
const RUNS_WITHIN = /([,;\t]"?)(?=['=+\-@])/g;

export function guarded(text: string): string {
  const within = text.replace(RUNS_WITHIN, "$1'");
  return RUNS.test(within) ? `'${within}` : within;
}

export function unguarded(text: string): string {
  const own = /^'['=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text;
  return own.replace(/([,;\t]"?)'(?=['=+\-@])/g, '$1');
}

export function writeCsv({ columns, rows }: NewSheet, separator: ',' | ';'): string {
  const line = (cells: readonly Cell[]) => cells.map((cell) => quoted(cell, separator)).join(separator);
  return `\uFEFF${[columns.map(({ heading }) => heading), ...rows].map(line).join('\r\n')}\r\n`;
}

function quoted(cell: Cell, separator: string): string {
  const text = typeof cell === 'string' ? guarded(cell) : textIn(cell);
  // A quote at any place, and space at the ends, which some readers cut.
  return /["\r\n]|^\s|\s$/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
}
