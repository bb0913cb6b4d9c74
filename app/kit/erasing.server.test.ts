import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pointers } from './erasing.server';

test('every table that points at bytes is asked before they are erased', async () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  // What is a file says of which kind it is.
  const pointing = models.filter(([, , body = '']) => /^ {2}mime\s/m.test(body)).map(([, name]) => name);
  expect(pointing.length).toBeGreaterThan(2);
  expect(Object.keys(pointers).sort()).toEqual(pointing.sort());
  for (const count of Object.values(pointers)) expect(await count('a'.repeat(64))).toBe(0);
});
