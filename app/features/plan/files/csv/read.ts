/** Reads CSV as offices write it: comma, semicolon or tab, any line end, quotes, UTF-8, UTF-16 or what Windows writes. */
import { type Cell, pause, type Row, type Sheet } from '~/kit/tables/book';
import { fileLimits, Unreadable } from '../problems';
import { decodeText } from '../xml/decode';
import { unguarded } from './write';

/** Lines of text that are read before others get their turn. */
const LINES_AT_ONCE = 500;

export async function readCsv(bytes: Uint8Array): Promise<Sheet> {
  // No text means NUL, and a database refuses it.
  const text = decodeText(bytes).replaceAll('\0', '');
  const told = /^sep=(.)\r?\n/i.exec(text);
  const begin = told?.[0].length ?? 0;
  const separator = told?.[1] ?? separatorOf(text);
  const rows: Row[] = [];
  let read = 0;
  for (const row of records(text, begin, separator)) {
    read += 1;
    if (read > fileLimits.rows) throw new Unreadable('too-many-rows', { most: fileLimits.rows });
    if (row.cells.some((cell) => cell !== null)) rows.push(told ? { ...row, line: row.line + 1 } : row);
    if (read % LINES_AT_ONCE === 0) await pause();
  }
  return { name: '', rows };
}

/** The sign that parts the most cells of the first line, outside quotes. */
function separatorOf(text: string): string {
  const counts = new Map([';', ',', '\t'].map((sign) => [sign, 0]));
  let isQuoted = false;
  for (const sign of text.slice(0, 100_000)) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r') && [...counts.values()].some((count) => count > 0)) break;
    else if (!isQuoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ',';
}

/** Records with the line on which each begins, as an editor counts. */
function* records(text: string, begin: number, separator: string): Generator<Row> {
  let [at, line, begun] = [begin, 1, 1];
  let cells: Cell[] = [];
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at, separator, begun) : plainField(text, at, separator);
    if (field.text.length > fileLimits.cell) throw new Unreadable('too-large', { line: begun });
    if (cells.length >= fileLimits.columns) throw new Unreadable('too-many-columns', { line: begun, most: fileLimits.columns });
    cells.push(field.text === '' ? null : unguarded(field.text));
    line += field.lines;
    at = field.end;
    if (text[at] === separator) {
      at += 1;
      // A separator that ends the file has an empty cell behind it.
      if (at < text.length) continue;
    }
    yield { line: begun, cells };
    cells = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    begun = line;
  }
}

interface Field {
  text: string;
  end: number;
  lines: number;
}

function plainField(text: string, at: number, separator: string): Field {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(at, end), end, lines: 0 };
}

function quotedField(text: string, at: number, separator: string, line: number): Field {
  let close = at + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close < 0) throw new Unreadable('damaged', { line });
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  const inside = text.slice(at + 1, close).replace(/""/g, '"');
  // What stands between the quote and the separator belongs to it, as spreadsheets have it.
  const rest = plainField(text, close + 1, separator);
  return { text: inside + rest.text, end: rest.end, lines: inside.match(/\r\n|\r|\n/g)?.length ?? 0 };
}
