/** What every table must have. */
import { expect, test } from 'vitest';
import { read } from './files';

/** Tables of the installation and of its people, who may be in several partnerships. */
const OF_NO_PARTNERSHIP = new Set(['Setting', 'Job', 'Mail', 'User', 'Session', 'OneTimeToken', 'Partnership']);

function models(): { name: string; fields: string }[] {
  const schema = read('prisma/schema.prisma');
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', fields = '']) => ({ name, fields }));
}

test('every table that belongs to a partnership carries its id', () => {
  const all = models();
  expect(all.length).toBeGreaterThan(15);
  const own = all.filter(({ name }) => !OF_NO_PARTNERSHIP.has(name));
  const without = own.filter(({ fields }) => !/^\s+partnershipId\s+String(?!\?)/m.test(fields)).map(({ name }) => name);
  expect(without.map((name) => `${name}: add partnershipId, or name it here among those of no partnership`)).toEqual([]);
});

test('ids are strings of our own making', () => {
  const counted = models().filter(({ fields }) => /(?<!@)@id/.test(fields) && !/^\s+\w+\s+String\s+@id\s*(\/\/.*)?$/m.test(fields));
  expect(counted.map(({ name }) => name)).toEqual([]);
});
