/** Writes that nobody waits for: when they fail (a full disk), reading goes on without them. */
import { services } from './services.server';

/** Runs a write beside something more important; what refuses it is told to the log. @param what in words, for the log */
export async function beside(what: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    services().log.warn({ err: error }, `${what} could not be noted`);
  }
}
