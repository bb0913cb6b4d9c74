/** One connection for one transaction: all that is done in it, or nothing. PostgreSQL takes changes of tables back like those of rows. */
import pg from 'pg';

export async function inTransaction<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks refuses the next question, which tells why; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection may be gone; the first error tells why
    throw error;
  } finally {
    await client.end();
  }
}
