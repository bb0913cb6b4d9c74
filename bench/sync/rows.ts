/** What `bench sync` prints: rows, each judged against its goal. */
import { rounded } from '../figures';
import { SERVERS, type ServerName } from './servers';

/** How a goal is meant: at most this ratio to the relay, at most so much above the relay's figure, or at most this figure. */
export type Goal = { kind: 'toRelay' | 'aboveRelay' | 'figure'; value: number };

export interface Row {
  name: string;
  unit: string;
  /** Of ours; null where it could not be measured, and then `void` says why. */
  figure: number | null;
  goal: number | null;
  met: boolean | null;
  toRelay: number | null;
  toYWebsocket: number | null;
  toHocuspocus: number | null;
  node: Record<ServerName, string>;
  /** Only where something is wrong: whose figures are worth nothing, and why. */
  void?: Partial<Record<ServerName, string>>;
}

/** What each server gave; an error where it could not be measured, null where the question makes no sense for it. */
export type Measured = Record<ServerName, { value: number | null; node: string } | Error>;

export function row(name: string, unit: string, measured: Measured, goal: Goal | null = null): Row {
  const figure = givenBy(measured.ours);
  const ratio = (server: ServerName) => {
    const other = givenBy(measured[server]);
    return figure === null || other === null || other <= 0 ? null : hundredths(figure / other);
  };
  const wrong = SERVERS.flatMap((server) => (measured[server] instanceof Error ? [[server, (measured[server] as Error).message]] : []));
  const toRelay = ratio('relay');
  return {
    name,
    unit,
    figure: figure === null ? null : hundredths(figure),
    goal: goal?.value ?? null,
    met: goal && isMet(goal, figure, toRelay, givenBy(measured.relay)),
    toRelay,
    toYWebsocket: ratio('yWebsocket'),
    toHocuspocus: ratio('hocuspocus'),
    node: Object.fromEntries(SERVERS.map((server) => [server, nodeOf(measured[server])])) as Record<ServerName, string>,
    ...(wrong.length > 0 && { void: Object.fromEntries(wrong) }),
  };
}

/** Judged as it is printed. */
function isMet(goal: Goal, figure: number | null, toRelay: number | null, relay: number | null): boolean {
  switch (goal.kind) {
    case 'toRelay':
      return toRelay !== null && toRelay <= goal.value;
    case 'aboveRelay':
      return figure !== null && relay !== null && hundredths(figure - relay) <= goal.value;
    case 'figure':
      return figure !== null && hundredths(figure) <= goal.value;
  }
}

const hundredths = (value: number) => Math.round(value * 100) / 100;
const givenBy = (one: Measured[ServerName]) => (one instanceof Error ? null : one.value);
const nodeOf = (one: Measured[ServerName]) => (one instanceof Error ? process.version : one.node);

/** Every server's own figure, for people. */
export function table(rows: { row: Row; measured: Measured }[]): string {
  const head = ['', 'unit', 'ours', 'relay', 'y-websocket', 'hocuspocus', 'to relay', 'goal', ''];
  const cells = rows.map(({ row: one, measured }) => [
    one.name,
    one.unit,
    ...(['ours', 'relay', 'yWebsocket', 'hocuspocus'] as const).map((server) => shown(measured[server])),
    one.toRelay === null ? '' : String(one.toRelay),
    one.goal === null ? '' : String(one.goal),
    one.met === null ? '' : one.met ? 'met' : 'missed',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((line) => line[column]?.length ?? 0)));
  const lines = [head, ...cells].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const wrong = rows.flatMap(({ row: one }) =>
    Object.entries(one.void ?? {}).map(([server, why]) => `void: ${one.name}, ${server}: ${why}`),
  );
  return [...lines, ...wrong].join('\n');
}

function shown(one: Measured[ServerName]): string {
  if (one instanceof Error) return 'void';
  return one.value === null ? '-' : String(Math.abs(one.value) < 10 ? hundredths(one.value) : rounded(one.value));
}
