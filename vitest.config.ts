import tsconfigPaths from 'vite-tsconfig-paths';
import { defineConfig } from 'vitest/config';
import { hasPostgres } from './server/cli/services.mjs';

/** On a CI machine the tests on PostgreSQL run in any case, and fail where it is missing. `npm test` has said already what is left out. */
const postgres = process.env.CI === 'true' || (await hasPostgres());
if (!postgres && !process.env.SERVICES_TOLD) console.log('Left out: tests on PostgreSQL (TEST_POSTGRES_URL does not let them in).');

const onDatabase = (name: 'sqlite' | 'postgresql') => ({
  extends: true as const,
  test: { name, include: ['app/**/*.server.test.ts'], setupFiles: ['tests/setup/database.ts'], env: { TEST_DATABASE: name } },
});

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    testTimeout: 20_000,
    // Two cores, and database and socket tests that wait more than they compute.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'bench/**/*.test.ts', 'tests/{architecture,setup,texts}/**/*.test.ts'],
          exclude: ['app/**/*.server.test.ts', '**/node_modules/**'],
        },
      },
      // What is set up before a test (a browser, a database of its own) takes a busy machine as long as what is tested then.
      { extends: true, test: { name: 'live', include: ['tests/live/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      onDatabase('sqlite'),
      ...(postgres ? [onDatabase('postgresql')] : []),
    ],
  },
});
