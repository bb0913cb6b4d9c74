import { describe, expect, test } from 'vitest';
import { groupsAs, objectivesOf } from './facts';

describe('objectives, one per line', () => {
  const codes = (...lines: string[]) => objectivesOf(lines).map(({ code, text }) => `${code}|${text}`);

  test('have a code of their own, or get the next number that nobody has', () => {
    expect(codes('SO1 Strategies', 'Know-how', 'SO2: Tools', 'Awareness')).toEqual([
      'SO1|Strategies',
      'SO3|Know-how',
      'SO2|Tools',
      'SO4|Awareness',
    ]);
    expect(codes('ΕΣ1.2 Ένταξη', 'SO 2: Tools', 'A1 – Tools')).toEqual(['ΕΣ1.2|Ένταξη', 'SO2|Tools', 'A1|Tools']);
  });

  test('a sentence that begins with a capital and a number has no code', () => {
    expect(codes('A 5 day training', 'EU 27 countries', 'SO12th', '5 towns')).toEqual([
      'SO1|A 5 day training',
      'SO2|EU 27 countries',
      'SO3|SO12th',
      'SO4|5 towns',
    ]);
  });

  test('read back as they are written into the form', () => {
    const objectives = objectivesOf(['SO7 Inform', 'Tools (2.0): new', 'C3. Care']);
    expect(objectivesOf(objectives.map(({ code, text }) => `${code} ${text}`))).toEqual(objectives);
  });
});

test('a target group on the line of one that went is that one, renamed', () => {
  const stored = ['A', 'B', 'C'].map((name) => ({ name, rank: 'principal' })).concat({ name: 'D', rank: 'secondary' });
  const as = (principal: string[], secondary = ['D']) => {
    const { groups, gone } = groupsAs(stored, { principal, secondary });
    return [...groups.map(({ name, row }) => `${row?.name ?? '+'}>${name}`), ...gone.map(({ name }) => `-${name}`)].join(' ');
  };
  expect(as(['A', 'B', 'C'])).toBe('A>A B>B C>C D>D');
  expect(as(['A', 'B2', 'C'])).toBe('A>A B>B2 C>C D>D');
  expect(as(['A2', 'B2', 'C', 'New'])).toBe('A>A2 B>B2 C>C +>New D>D');
  // Another order is none of it, and neither is the other list.
  expect(as(['C', 'A', 'D'], ['B'])).toBe('C>C A>A D>D B>B');
  expect(as(['B', 'C', 'New'])).toBe('B>B C>C +>New D>D -A');
  expect(as(['A', 'C'], ['D', 'B2'])).toBe('A>A C>C D>D +>B2 -B');
  expect(as(['B2', 'C'])).toBe('+>B2 C>C D>D -A -B');
});
