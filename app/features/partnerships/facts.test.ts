import { describe, expect, test } from 'vitest';
import { objectivesOf } from './facts';

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
