/**
 * `npm run db:migration -- NAME`: writes the next migration for both databases from prisma/schema.prisma,
 * by comparing it with the schema as it was at the last migration (prisma/migrations/schema.prisma).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Provider, schemaDifference } from './schema-difference';

const root = process.cwd();
const postgres = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const migrations = path.join(root, 'prisma/migrations');
const lastSchema = path.join(migrations, 'schema.prisma');

const name = process.argv[2];
if (!name || !/^[a-z0-9_]{1,60}$/.test(name)) {
  console.error('Say what the migration does, in small letters and underscores: npm run db:migration -- add_deadlines');
  process.exit(1);
}
const after = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8');
const before = existsSync(lastSchema) ? readFileSync(lastSchema, 'utf8') : null;
const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
const scripts: { provider: Provider; sql: string }[] = [];
try {
  for (const provider of ['sqlite', 'postgresql'] as const)
    scripts.push({ provider, sql: await schemaDifference(provider, before, after, postgres) });
} catch (error) {
  console.error(
    `The migration could not be written. It takes a PostgreSQL to try it in (${postgres}; TEST_POSTGRES_URL names another).\n${(error as Error).message}`,
  );
  process.exit(1);
}
if (scripts.every(({ sql }) => sql.trim() === '' || sql.includes('This is an empty migration'))) {
  console.log('The models have not changed since the last migration.');
  process.exit(0);
}
for (const { provider, sql } of scripts) {
  mkdirSync(path.join(migrations, provider, folder), { recursive: true });
  writeFileSync(path.join(migrations, provider, folder, 'migration.sql'), sql);
}
writeFileSync(lastSchema, after);
console.log(`Wrote prisma/migrations/{sqlite,postgresql}/${folder}. Read both before you commit them.`);
process.exit(0);
