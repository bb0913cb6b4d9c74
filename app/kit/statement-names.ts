/**
 * Names for the statements that PostgreSQL is asked again and again. A statement with a name is read and planned once for a connection; without
 * one each time, which is most of what a small statement takes.
 */

export interface NamesOptions {
  /** From which asking on a text has a name: rare ones are left out, as each is kept by the database for every connection. */
  from?: number;
  /** How many texts get one. */
  most?: number;
}

/** Lists of ids make as many texts as there are lengths: those are planned each time. */
const MOST_ARGUMENTS = 20;

/** @returns gives the name of a statement, always the same one and no other's; undefined: it has none */
export function statementNames({ from = 3, most = 300 }: NamesOptions = {}) {
  const names = new Map<string, string>();
  const asked = new Map<string, number>();
  return ({ sql, args }: { sql: string; args: readonly unknown[] }): string | undefined => {
    const known = names.get(sql);
    if (known || names.size >= most || args.length > MOST_ARGUMENTS) return known;
    const times = (asked.get(sql) ?? 0) + 1;
    if (times < from) {
      // So many different texts are none that are asked again.
      if (asked.size >= 10 * most) asked.clear();
      asked.set(sql, times);
      return undefined;
    }
    asked.delete(sql);
    const name = `koinon-${names.size}`;
    names.set(sql, name);
    return name;
  };
}
