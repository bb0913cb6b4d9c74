/** Names of persons, who may be gone. */
import { db, type Tx } from '~/kit/db.server';

/** Names by user id; whoever is deleted has none. */
export async function namesOf(userIds: readonly string[], tx: Tx = db()): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)];
  if (ids.length === 0) return new Map();
  const users = await tx.user.findMany({ where: { id: { in: ids }, deletedAt: null }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}
