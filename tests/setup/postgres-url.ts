/** The PostgreSQL server on which tests make databases of their own. */
import { hasPostgres as letsIn, POSTGRES } from '../../server/cli/services.mjs';

export const postgresUrl = POSTGRES;

/** Does it let us in? On a CI machine the tests that need it run in any case, and fail where it is missing. */
export async function hasPostgres(): Promise<boolean> {
  return process.env.CI === 'true' || letsIn();
}
