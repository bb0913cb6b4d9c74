import { describe, expect, test } from 'vitest';
import { BLANK_QUERY, type PlanQuery, readQuery, shownOf, writeQuery } from './query';
import { buildFacts, buildItem } from './testing';
import { Plan } from './whole';

const read = (address: string) => readQuery(new URLSearchParams(address));

describe('the address of a view', () => {
  test('says all of it, and is read as it was written', () => {
    const query: PlanQuery = {
      ...BLANK_QUERY,
      view: 'timeline',
      text: 'Straße & co',
      kinds: ['task', 'risk'],
      organisations: ['mine', 'org1'],
      people: ['me'],
      statuses: ['doing'],
      packages: ['wp1'],
      countries: ['CY'],
      due: 30,
      open: true,
      group: 'month',
      lane: 'package',
      sort: { column: 'due', down: true },
      columns: ['code', 'title'],
      zoom: 'week',
      critical: true,
      baseline: 'b1',
      at: '2027-03-01',
      span: 'week',
      item: 't1',
    };
    expect(read(writeQuery(query).toString())).toEqual(query);
    expect(read('')).toEqual(BLANK_QUERY);
    // Never empty: that would open the reader's own first view.
    expect(writeQuery(BLANK_QUERY).toString()).toBe('view=board');
  });

  test('that makes no sense is as if nothing were said', () => {
    expect(read('view=map&kind=task,cat&due=soon&at=yesterday&by=colour&sort=%3Cb%3E&item=%2F..&zoom=9&org=a b')).toEqual({
      ...BLANK_QUERY,
      kinds: ['task'],
    });
  });
});

describe('what is let through', () => {
  const today = '2026-11-26';
  const plan = new Plan(
    {
      items: [
        buildItem({ id: 'wp', kind: 'workPackage', title: 'Write' }),
        buildItem({ id: 'soon', parent: 'wp', title: 'Soon', lead: 'mine', end: { date: '2026-12-10' } }),
        buildItem({ id: 'late', parent: 'wp', title: 'Late', partners: ['mine'], people: ['me'], end: { date: '2026-11-01' } }),
        buildItem({ id: 'handed', kind: 'deliverable', parent: 'wp', title: 'Handed in', lead: 'mine', end: { date: '2026-12-01' } }),
        buildItem({ id: 'far', parent: 'wp', title: 'Fär', lead: 'other', end: { date: '2027-12-01' }, status: 'doing' }),
        buildItem({ id: 'loose', title: 'Loose' }),
      ],
      links: [],
      limits: new Map(),
    },
    buildFacts({
      organisations: [
        { id: 'mine', name: 'Mine', shortName: '', country: 'CY' },
        { id: 'other', name: 'Other', shortName: '', country: 'IT' },
      ],
      decisions: [{ itemId: 'handed', is: 'submitted', on: '2026-11-20', by: 'Anna', note: '', frozen: null, copy: null }],
    }),
  );
  const shown = (address: string) =>
    shownOf(plan, read(address), today)
      .map(({ id }) => id)
      .sort();

  test('"my organisation, due in 30 days, not submitted" are the rows that say so, overdue ones too', () => {
    expect(shown('org=mine&due=30&open=1')).toEqual(['late', 'soon']);
    expect(shown('org=mine&due=30')).toEqual(['handed', 'late', 'soon']);
    expect(shown('due=overdue')).toEqual(['late']);
  });

  test('each choice narrows, whichever words are accented', () => {
    expect(shown('q=far')).toEqual(['far']);
    expect(shown('who=me')).toEqual(['late']);
    expect(shown('country=IT')).toEqual(['far']);
    expect(shown('status=doing&wp=wp')).toEqual(['far']);
    expect(shown('kind=workPackage')).toEqual(['wp']);
    expect(shown('')).toEqual(['far', 'handed', 'late', 'loose', 'soon']);
    expect(shown('view=table')).toHaveLength(6);
  });
});
