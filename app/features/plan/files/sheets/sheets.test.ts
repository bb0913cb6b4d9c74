/** Sheets that people made, and what is said of what is wrong in them. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Language, languages } from '~/i18n/languages';
import type { Cell, Sheet } from '~/kit/tables/book';
import { writeXlsx } from '~/kit/tables/xlsx';
import { addItem, addLink, descriptionOf, readItems } from '../../live';
import { limits } from '../../plan';
import { codesWith } from '../../portal-lists';
import { placePlan } from '../placing';
import { Unreadable } from '../problems';
import { writeTree } from '../rich/tree';
import { partnership, saysOf, vocabulary, writtenOf } from '../testing-plans';
import { readXlsx } from '../xlsx/read';
import { CELL_MAX, columnsOf, sheetKeys } from './columns';
import { readSheets } from './read';
import { writeSheets } from './write';

const sheetOf = (rows: Cell[][], name = 'Sheet1'): Sheet => ({ name, rows: rows.map((cells, index) => ({ line: index + 1, cells })) });
const read = (rows: Cell[][], ...more: Sheet[]) => readSheets([sheetOf(rows), ...more], vocabulary(), partnership);
/** Places and sentences of what is wrong. */
const wrong = (rows: Cell[][], ...more: Sheet[]) =>
  read(rows, ...more).problems.map(({ code, sheet, line, cell, value }) => [code, sheet, line, cell, value]);

function placed(rows: Cell[][], ...more: Sheet[]) {
  const { plan, problems } = read(rows, ...more);
  expect(problems).toEqual([]);
  const doc = new Y.Doc();
  doc.transact(() => placePlan(doc, plan));
  return saysOf(doc);
}

test('a handful of columns is enough: a title, a kind, what it belongs to, who leads, from when to when, and how it stands', () => {
  const { items } = placed([
    ['Our plan'],
    [],
    ['Title', 'Kind', 'Belongs to', 'Lead', 'Start', 'End', 'Status', 'People'],
    ['Management', 'Work package', null, 'ATH', 'M1', 24, null, null],
    ['Kick-off', 'task', 'Management', 'city of athens', { date: '2027-02-01' }, '28.02.2027', 'In progress', 'persona; Γιώργος Π.'],
    ['Report', 'D', 'management', 'Lisbon; and around', null, 'm6', 'done', null],
    ['Delay', 'RISK', null, null, null, null, null, null],
  ]);
  expect(items.map(({ code, title, lead, start, end, status, people }) => [code, title, lead, start, end, status, people])).toEqual([
    ['WP1', 'Management', 'orgathens', { month: 1 }, { month: 24 }, 'todo', []],
    ['T1.1', 'Kick-off', 'orgathens', { date: '2027-02-01' }, { date: '2027-02-28' }, 'doing', ['persona', 'personb']],
    ['D1.1', 'Report', 'orglisbon', null, { month: 6 }, 'done', []],
    ['R1', 'Delay', null, null, null, 'todo', []],
  ]);
});

test('codes say what a row is and what it belongs to', () => {
  const { items } = placed([
    ['Number', 'Title'],
    ['WP1', 'First'],
    ['T1.1', 'Task'],
    ['T1.1.1', 'Part'],
    ['D1.1', 'Result'],
    ['WP2', 'Second'],
    ['T2.1', 'Other'],
    ['R1', 'Risk'],
  ]);
  expect(items.map(({ code }) => code)).toEqual(['WP1', 'T1.1', 'T1.1.1', 'D1.1', 'WP2', 'T2.1', 'R1']);
});

test('how deep a row stands says the same, and so does what it stands under', () => {
  const byLevel = placed([
    ['Level', 'Title', 'Kind'],
    [0, 'First', 'work package'],
    [1, 'Task', null],
    [2, 'Part', null],
    [1, 'Result', 'deliverable'],
  ]);
  const byPlace = placed([
    ['Title', 'Kind'],
    ['First', 'work package'],
    ['Task', 'task'],
    ['Second', 'work package'],
    ['Result', 'deliverable'],
  ]);
  expect(byLevel.items.map(({ code }) => code)).toEqual(['WP1', 'T1.1', 'T1.1.1', 'D1.1']);
  expect(byPlace.items.map(({ code }) => code)).toEqual(['WP1', 'T1.1', 'WP2', 'D2.1']);
});

test('what waits for what is written as planners write it', () => {
  const { links } = placed([
    ['Number', 'Title', 'Waits for'],
    ['WP1', 'All', null],
    ['T1.1', 'First', null],
    ['T1.2', 'Two -3', 'T1.1'],
    ['T1.3', 'Third', 'T1.1 FS+2d; t1.2 ss - 3 days; Two -3'],
  ]);
  expect(links).toEqual([
    { from: 1, to: 2, type: 'FS', lag: 0 },
    { from: 1, to: 3, type: 'FS', lag: 2 },
    { from: 2, to: 3, type: 'SS', lag: -3 },
    { from: 2, to: 3, type: 'FS', lag: 0 },
  ]);
});

test('steps are lines, proofs are addresses, a description is plain words', () => {
  const [item] = placed([
    ['Title', 'Kind', 'Steps', 'Evidence', 'Description'],
    ['A', 'milestone', '[x] Book a room\n- Invite\n[ ] Write', 'https://example.org/1', 'First line\nSecond < line'],
  ]).items;
  expect(item?.checklist.map(({ text, done }) => [text, done])).toEqual([
    ['Book a room', true],
    ['Invite', false],
    ['Write', false],
  ]);
  expect(item?.proofs.map(({ url }) => url)).toEqual(['https://example.org/1']);
  expect(item?.description).toMatchObject([{ name: 'paragraph' }, { name: 'paragraph', children: [{ text: 'Second < line' }] }]);
});

test('whatever is wrong is named by sheet, line and cell, all of it at once', () => {
  const found = wrong(
    [
      ['Number', 'Title', 'Kind', 'Belongs to', 'Start', 'Status', 'Progress in %', 'Evidence', 'Waits for'],
      ['WP1', 'One', 'work package', null, 'soon', 'nearly', null, null, null],
      ['T1', null, 'task', 'WP9', '31.02.2027', null, 101, 'javascript:alert(1)', 'T7 FS'],
      ['WP1', 'x'.repeat(501), 'work package', 'One', 241, null, 'half', null, 'One'],
      [null, 'Same', 'thing', null, null, null, null, null, null],
      [null, 'Same', 'deliverable', 'T1', null, null, null, null, 'Same'],
    ],
    {
      name: 'Links',
      rows: sheetOf([
        ['Is waited for', 'Waits', 'Type', 'Working days between'],
        ['WP1', 'Nothing', 'XX', 1.5],
        ['T1', 'T1', 'FS', 0],
      ]).rows,
    },
  );
  expect(found).toEqual(
    expect.arrayContaining([
      ['not-a-day', 'Sheet1', 2, 'E2', 'soon'],
      ['not-a-choice', 'Sheet1', 2, 'F2', 'nearly'],
      ['title-missing', 'Sheet1', 3, 'B3', undefined],
      ['not-a-day', 'Sheet1', 3, 'E3', '31.02.2027'],
      ['not-a-number', 'Sheet1', 3, 'G3', '101'],
      ['not-an-address', 'Sheet1', 3, 'H3', 'javascript:alert(1)'],
      ['no-such-item', 'Sheet1', 3, 'D3', 'WP9'],
      ['no-such-item', 'Sheet1', 3, 'I3', 'T7 FS'],
      ['twice', 'Sheet1', 4, 'A4', 'WP1'],
      ['not-a-number', 'Sheet1', 4, 'G4', 'half'],
      ['not-a-choice', 'Sheet1', 5, 'C5', 'thing'],
      ['wrong-parent', 'Sheet1', 6, 'D6', 'T1'],
      ['no-such-item', 'Links', 2, 'B2', 'Nothing'],
      ['not-a-choice', 'Links', 2, 'C2', 'XX'],
      ['not-a-number', 'Links', 2, 'D2', '1.5'],
      ['in-itself', 'Links', 3, 'B3', 'T1'],
    ]),
  );
});

test('a hundred problems are kept, all are counted', () => {
  const rows = Array.from({ length: 150 }, (_, index) => [`Task ${index}`, 'no kind at all']);
  const { problems, problemCount } = read([['Title', 'Kind'], ...rows]);
  expect([problems.length, problemCount]).toEqual([100, 150]);
});

test('tasks that would be within each other are named', () => {
  expect(
    wrong([
      ['Title', 'Kind', 'Belongs to'],
      ['A', 'task', 'B'],
      ['B', 'task', 'A'],
    ]).map(([code, , line]) => [code, line]),
  ).toEqual([
    ['in-itself', 2],
    ['in-itself', 3],
  ]);
});

test('organisations, people, documents and periods that are not there are named once each, with how often, and left out', () => {
  const { unmatched, plan, problems } = read(
    [
      ['Title', 'Kind', 'Lead', 'Partners', 'People', 'Document'],
      ['A', 'task', 'Atlantis', 'atlantis; Twin; ATH', 'Nobody', 'other'],
      ['B', 'task', 'Twin', null, 'ana ria', 'Strategy of Athens'],
    ],
    {
      name: 'State of risks',
      rows: sheetOf([
        ['Item', 'Reporting period', 'Has happened'],
        ['A', 9, 'yes'],
        ['B', 2, false],
      ]).rows,
    },
  );
  expect(problems).toEqual([]);
  expect(unmatched).toEqual(
    expect.arrayContaining([
      { kind: 'organisation', name: 'Atlantis', times: 1 },
      { kind: 'organisation', name: 'Twin', times: 2 },
      { kind: 'person', name: 'Nobody', times: 1 },
      // Two people are called so, but for an accent.
      { kind: 'person', name: 'ana ria', times: 1 },
      { kind: 'document', name: 'other', times: 1 },
      { kind: 'period', name: '9', times: 1 },
    ]),
  );
  expect(plan.items.map(({ lead, partners, document }) => [lead, partners, document])).toEqual([
    [null, ['orgathens'], null],
    [null, [], 'documentone'],
  ]);
  expect(plan.items[1]?.riskStates).toEqual([{ period: 'periodtwo', materialised: false, applied: false, comment: '' }]);
});

test('columns and sheets that nobody knows are told', () => {
  expect(
    read(
      [
        ['Title', 'Kind', 'Budget'],
        ['A', 'task', 5],
      ],
      sheetOf([['x', 'y']], 'Costs'),
    ).ignored,
  ).toEqual(['Budget', 'Costs']);
});

test('a file without rows of a plan says so', () => {
  for (const sheets of [
    [],
    [
      sheetOf([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ],
    [sheetOf([['Title', 'Kind']])],
  ]) {
    expect(() => readSheets(sheets, vocabulary(), partnership)).toThrow(Unreadable);
  }
});

test('more items than a plan holds are refused', () => {
  const rows = Array.from({ length: limits.items + 1 }, () => ['A', 'task']);
  expect(() => read([['Title', 'Kind'], ...rows])).toThrow(/too-many-items/);
});

test.each(languages)('headings of %s name one column each, and sheets one sheet', (language: Language) => {
  const words = vocabulary(language);
  for (const key of sheetKeys) {
    const columns: readonly string[] = columnsOf[key];
    expect(columns.map((column) => words.columnOf(words.heading(column), columns))).toEqual(columns);
  }
  expect(sheetKeys.map((key) => words.sheetOf(words.sheet(key), sheetKeys))).toEqual(sheetKeys);
});

test('headings of one language are no other column in another', () => {
  const reading = vocabulary();
  for (const language of languages) {
    const words = vocabulary(language);
    for (const key of sheetKeys) {
      const columns: readonly string[] = columnsOf[key];
      expect(columns.map((column) => [language, reading.columnOf(words.heading(column), columns)])).toEqual(
        columns.map((column) => [language, column]),
      );
    }
  }
});

test('a text that is longer than a cell of a workbook holds goes on in another sheet', async () => {
  const doc = new Y.Doc();
  addItem(doc, { kind: 'task', title: 'Long' }, undefined, { id: 'long', order: 'a0' });
  const fragment = descriptionOf(doc, 'long');
  if (fragment) writeTree(fragment, [{ name: 'paragraph', attributes: {}, children: [{ text: '😀ab'.repeat(30_000), marks: {} }] }]);
  const sheets = await readXlsx(writeXlsx(writeSheets(writtenOf(doc), [])));
  const longest = Math.max(...sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map((cell) => String(cell).length))));
  expect(longest).toBeLessThanOrEqual(CELL_MAX);
  const again = new Y.Doc();
  placePlan(again, readSheets(sheets, vocabulary(), partnership).plan);
  expect(saysOf(again)).toEqual(saysOf(doc));
});

test('what is brought in comes behind what is there, with ids of its own, and twice makes it twice', () => {
  const { plan } = read([
    ['Title', 'Kind'],
    ['First', 'work package'],
    ['Task', 'task'],
  ]);
  const doc = new Y.Doc();
  addItem(doc, { kind: 'workPackage', title: 'There' }, undefined, { id: 'there', order: 'zz' });
  addLink(doc, { from: 'there', to: 'there', type: 'FS', lag: 0 });
  for (let times = 0; times < 2; times++) placePlan(doc, plan);
  expect(saysOf(doc).items.map(({ code, title }) => [code, title])).toEqual([
    ['WP1', 'There'],
    ['WP2', 'First'],
    ['T2.1', 'Task'],
    ['WP3', 'First'],
    ['T3.1', 'Task'],
  ]);
  expect(new Set(readItems(doc).map(({ id }) => id)).size).toBe(5);
});

test('a plan that has no room for it is left as it is', () => {
  const { plan } = read([
    ['Title', 'Kind'],
    ['One', 'task'],
  ]);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let made = 0; made < limits.items; made++) addItem(doc, { kind: 'task', title: '' }, undefined, { order: 'a0' });
  });
  expect(placePlan(doc, plan)).toBe('too-many-items');
  expect(readItems(doc)).toHaveLength(limits.items);
});

test('a type or level is known by its code or its name; another code comes in as it is and is told, other words are refused', () => {
  const codes = codesWith([{ list: 'type', code: 'PILOT', label: 'Πιλοτικό', removed: false }]);
  const rows = (type: string, level: string) => [
    sheetOf([
      ['Title', 'Kind', 'Type of deliverable', 'Dissemination level'],
      ['One', 'deliverable', type, level],
    ]),
  ];
  const read = (type: string, level: string) => readSheets(rows(type, level), vocabulary(), { ...partnership, codes });
  const said = ({ plan, unlisted }: ReturnType<typeof read>) => [plan.items[0]?.deliverable, plan.items[0]?.dissemination, unlisted];
  expect(said(read('πιλοτικο', 'sen'))).toEqual(['PILOT', 'SEN', []]);
  expect(said(read('TRAINING', 'L-1'))).toEqual(['TRAINING', 'L-1', ['L-1', 'TRAINING']]);
  expect(read('Report', 'PU').problems.map(({ code, value }) => [code, value])).toEqual([['not-a-choice', 'Report']]);
});
