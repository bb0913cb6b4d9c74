import { describe, expect, test } from 'vitest';
import { flatRows, held, outlineRows, type Row, withDraft } from './rows';
import { smallPlan } from './testing';
import { totalsOf } from './totals';

const plan = smallPlan();
const told = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.type === 'item' ? `${row.level} ${row.id}${row.folded ? ' folded' : ''}${row.dimmed ? ' dimmed' : ''}` : row.type,
  );
const rowsOf = (folded: string[] = [], shown = plan.ordered) => outlineRows({ plan, shown, folded: new Set(folded) });

describe('the outline', () => {
  test('work packages with what belongs to them, then risks, then what is unassigned under a heading', () => {
    expect(told(rowsOf())).toEqual(['1 wp1', '2 t11', '3 t111', '2 d11', '2 t12', '1 wp2', '2 t21', '1 r1', 'heading', '1 loose']);
  });

  test('what is folded hides what is below it, however deep', () => {
    expect(told(rowsOf(['wp1'])).slice(0, 2)).toEqual(['1 wp1 folded', '1 wp2']);
    expect(told(rowsOf(['t11'])).slice(1, 3)).toEqual(['2 t11 folded', '2 d11']);
  });

  test('what the filter lets through stands below what it belongs to, which is dimmed', () => {
    const shown = plan.ordered.filter(({ id }) => id === 't111');
    expect(told(rowsOf([], shown))).toEqual(['1 wp1 dimmed', '2 t11 dimmed', '3 t111']);
  });

  test('sorted rows are flat', () => {
    expect(told(flatRows(plan.ordered.slice(0, 2)))).toEqual(['1 wp1', '1 t11']);
  });
});

describe('a row that is edited', () => {
  const rows = rowsOf();
  const row = rows[4] as Row;

  test('stays in its place while others move it or what is above it', () => {
    const moved = [row, ...rows.filter((one) => one !== row)];
    expect(held(moved, row, 4)[4]).toBe(row);
    expect(held(rows.slice(1), row, 4)[4]).toEqual(row);
  });

  test('stays there while others take it away', () => {
    const without = rows.filter((one) => one !== row);
    expect(held(without, row, 4)).toEqual(rows);
    expect(held([], row, 4)).toEqual([row]);
    expect(held(without, null, 0)).toBe(without);
  });
});

describe('a row that is added', () => {
  const at = (after: string | null, level: number) => told(withDraft(rowsOf(), after, level)).indexOf('draft');

  test('stands behind everything of the one that it follows', () => {
    expect(at('t11', 2)).toBe(3);
    expect(at('t12', 2)).toBe(5);
    expect(at('wp1', 1)).toBe(5);
  });

  test('stands at the end of what it belongs to', () => {
    expect(at('wp1', 2)).toBe(5);
    expect(at('t111', 4)).toBe(3);
    expect(at(null, 1)).toBe(10);
  });
});

test('totals count kinds, what is done of what is to be done, and what is overdue', () => {
  expect(totalsOf(plan, plan.ordered, '2027-03-15')).toEqual({
    counts: [
      ['workPackage', 2],
      ['task', 5],
      ['deliverable', 1],
      ['risk', 1],
    ],
    done: 1,
    all: 8,
    overdue: 2,
  });
});
