import { defineConfig } from 'prisma/config';

// Only for people who like to run Prisma's own commands: `npm run setup` and `npm run db:migration` do not need it.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations/sqlite' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:./data/koinon.sqlite' },
});
