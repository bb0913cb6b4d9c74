/**
 * Writes sheets as a text with tables (DOCX, by the library `docx`): a page of facts, then each sheet under a heading, the row of headings again on
 * every page. Landscape A4: tables of a report are wide.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { formats } from '~/i18n/format';
import { type Cell, type NewSheet, pause } from './book';
import { withoutForbidden } from './xml';

export interface Text {
  title: string;
  /** At the head of each page. */
  header: string;
  facts: readonly (readonly [string, string])[];
  sheets: readonly NewSheet[];
  /** What stands under the heading of a sheet without rows. */
  empty: string;
  /** BCP 47: of the words, for numbers, days, and the spelling. */
  language: string;
}

/** Twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 900;
const ROOM = A4.height - 2 * MARGIN;
const HEAD = { type: ShadingType.CLEAR, color: 'auto', fill: 'E8EDF3' };
const USUAL_WIDTH = 14;
/** Half points. */
const SMALL = 16;
/** A letter of that size, and the room at either side of a cell. */
const [LETTER, SIDE] = [92, 70];
/** Longer ones, addresses most of all, are broken. */
const LONGEST_WORD = 15;

/** The library escapes what means something in XML, but lets through what may not be in it at all. */
const oneLine = (text: string) => linesIn(text).join(' ');

/** Texts that were copied from programs for text break their lines in other ways, too. */
const linesIn = (text: string) => text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map(withoutForbidden);

/** A text without a table around it, its lines below each other. */
const runsOf = (text: string) => linesIn(text).map((line, at) => new TextRun({ text: line, break: at > 0 ? 1 : undefined }));

export async function writeDocx({ title, header, facts, sheets, empty, language }: Text): Promise<Uint8Array> {
  const words = wordsIn(language);
  const children: (Paragraph | Table)[] = [new Paragraph({ children: runsOf(title), heading: HeadingLevel.TITLE }), factTable(facts)];
  for (const sheet of sheets) {
    children.push(new Paragraph({ children: runsOf(sheet.name), heading: HeadingLevel.HEADING_1, keepNext: true }));
    if (sheet.note) children.push(new Paragraph({ children: runsOf(sheet.note), keepNext: sheet.rows.length > 0 }));
    children.push(sheet.rows.length > 0 ? sheetTable(sheet, words) : new Paragraph({ children: runsOf(empty) }));
    // Building a long table takes a moment, in which nobody's keystroke would be passed on.
    await pause();
  }
  const document = new Document({
    title: oneLine(title),
    // The library would name itself.
    creator: oneLine(header),
    lastModifiedBy: oneLine(header),
    description: '',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 20, language: { value: language } }, paragraph: { spacing: { after: 120 } } },
        title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 240 } } },
        heading1: { run: { size: 28, bold: true }, paragraph: { spacing: { before: 360, after: 120 } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: PageOrientation.LANDSCAPE },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: new Header({ children: [new Paragraph({ children: runsOf(header) })] }) },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** What a cell says to a reader of the language. */
function wordsIn(language: string): (cell: Cell) => string {
  const { date, number, amount } = formats(language, 'UTC');
  return (cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return number(cell);
    if (typeof cell !== 'object') return String(cell);
    return 'date' in cell ? date(cell.date) : amount(BigInt(cell.decimal.replace('.', '')));
  };
}

const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.END,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
  });

function factTable(facts: Text['facts']): Table {
  const widths = [ROOM / 4, (ROOM / 4) * 3];
  return tableOf(
    widths,
    facts.map(([name, value]) => new TableRow({ children: [cellOf(name, widths[0], { bold: true }), cellOf(value, widths[1])] })),
  );
}

function sheetTable({ columns, rows, indented }: NewSheet, words: (cell: Cell) => string): Table {
  const texts = rows.map((cells) => columns.map((_, at) => words(cells[at] ?? null)));
  const widths = widthsOf(columns, texts);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ heading }, at) => cellOf(heading, widths[at], { bold: true, shading: HEAD })),
  });
  const body = rows.map(
    (cells, line) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((_, at) => {
          const cell = cells[at] ?? null;
          const level = indented?.column === at ? (indented.levels[line] ?? 0) : 0;
          const isNumber = typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'decimal' in cell);
          return cellOf(texts[line]?.[at] ?? '', widths[at], { level, atEnd: isNumber });
        }),
      }),
  );
  return tableOf(widths, [head, ...body]);
}

/** No word is broken where that can be helped; what is left is shared out as the sheet says. */
function widthsOf(columns: NewSheet['columns'], texts: readonly (readonly string[])[]): number[] {
  const longest = (text: string) => Math.max(0, ...text.split(/[\s\u2013-]+/).map((word) => word.length));
  const needs = columns.map(({ heading }, at) => {
    const letters = Math.max(longest(heading), ...texts.map((row) => longest(row[at] ?? '')));
    return Math.min(letters, LONGEST_WORD) * LETTER + 2 * SIDE + LETTER;
  });
  const needed = needs.reduce((sum, need) => sum + need, 0);
  if (needed >= ROOM) return needs.map((need) => Math.floor((need * ROOM) / needed));
  const whole = columns.reduce((sum, { width = USUAL_WIDTH }) => sum + width, 0);
  return needs.map((need, at) => need + Math.floor(((ROOM - needed) * (columns[at]?.width ?? USUAL_WIDTH)) / whole));
}

const tableOf = (columnWidths: number[], rows: TableRow[]) =>
  new Table({
    rows,
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: ROOM, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: SIDE, right: SIDE },
  });

interface Look {
  bold?: boolean;
  shading?: typeof HEAD;
  level?: number;
  /** Numbers stand below each other. */
  atEnd?: boolean;
}

function cellOf(text: string, width = 0, { bold, shading, level = 0, atEnd }: Look = {}): TableCell {
  return new TableCell({
    shading,
    width: { size: width, type: WidthType.DXA },
    children: linesIn(text).map(
      (line) =>
        new Paragraph({
          spacing: { after: 0 },
          indent: level > 0 ? { left: level * 200 } : undefined,
          alignment: atEnd ? AlignmentType.END : AlignmentType.START,
          children: [new TextRun({ text: line, bold, size: SMALL })],
        }),
    ),
  });
}
