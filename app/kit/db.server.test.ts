import { expect, test } from 'vitest';
import { db } from './db.server';
import { newId } from './ids';

test('both databases keep money, instants and bytes as they were', async () => {
  const id = newId();
  await db().partnership.create({ data: { id, acronym: '@nclusion', title: 'Έργο ένταξης', totalBudgetCents: 143_007_105n } });
  const found = await db().partnership.findUniqueOrThrow({ where: { id } });
  expect(found.totalBudgetCents).toBe(143_007_105n);
  expect(found.createdAt).toBeInstanceOf(Date);
});

test('a row that belongs to nothing is refused', async () => {
  const row = { id: newId(), partnershipId: 'nobody', name: 'x', country: 'CY', type: 'ngo', role: 'partner' };
  await expect(db().organisation.create({ data: row })).rejects.toThrow();
});

test.skipIf(process.env.TEST_DATABASE !== 'sqlite')(
  'SQLite waits, keeps references, and writes to the disk before it says so',
  async () => {
    const ask = async (name: string) =>
      Object.values((await db().$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {})[0];
    expect(await ask('journal_mode')).toBe('wal');
    expect(Number(await ask('foreign_keys'))).toBe(1);
    expect(Number(await ask('busy_timeout'))).toBe(5000);
    expect(Number(await ask('synchronous'))).toBe(2); // FULL
  },
);

test.skipIf(process.env.TEST_DATABASE !== 'postgresql')(
  'PostgreSQL plans what it is asked again and again once for a connection',
  async () => {
    const id = newId();
    const kept = await db().$transaction(async (tx) => {
      for (let times = 0; times < 5; times++) await tx.organisation.count({ where: { partnershipId: id } });
      return tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements WHERE statement LIKE ${'%Organisation%'}`;
    });
    expect(kept).toHaveLength(1);
  },
);
