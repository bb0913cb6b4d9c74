/** A plan that is taken along as a file and brought into an empty room is the same plan. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { languages } from '~/i18n/languages';
import { writeXlsx } from '~/kit/tables/xlsx';
import { readCsv } from './csv/read';
import { writeCsv } from './csv/write';
import { placePlan } from './placing';
import type { Reading } from './plan-file';
import { readSheets } from './sheets/read';
import { writeSheets, writeTable } from './sheets/write';
import { partnership, planIn, planRoomContent, saysOf, vocabulary, writtenOf } from './testing-plans';
import { readXlsx } from './xlsx/read';

const someLanguages = fc.tuple(fc.constantFrom(...languages), fc.constantFrom(...languages));

function placed({ plan, problems, unmatched }: Reading): Y.Doc {
  expect({ problems, unmatched }).toEqual({ problems: [], unmatched: [] });
  const doc = new Y.Doc();
  doc.transact(() => expect(placePlan(doc, plan)).toBeNull());
  return doc;
}

test('every item, link, place and text comes back from a workbook, in whatever language it was written', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(planRoomContent, someLanguages, async (doc, [to, from]) => {
      fc.pre(planIn(doc).items.size > 0);
      const bytes = writeXlsx(writeSheets(writtenOf(doc, to), [['Language', to]]));
      expect(saysOf(placed(readSheets(await readXlsx(bytes), vocabulary(from), partnership)))).toEqual(saysOf(doc));
    }),
    { numRuns: 80 },
  );
});

test('every item, link, place and text comes back from a table, which has no room for limits of columns', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(planRoomContent, someLanguages, fc.constantFrom<',' | ';'>(',', ';'), async (doc, [to, from], separator) => {
      fc.pre(planIn(doc).items.size > 0);
      const bytes = new TextEncoder().encode(writeCsv(writeTable(writtenOf(doc, to)), separator));
      const { limits: _, ...said } = saysOf(doc);
      expect(saysOf(placed(readSheets([await readCsv(bytes)], vocabulary(from), partnership)))).toEqual({ ...said, limits: {} });
    }),
    { numRuns: 80 },
  );
});
