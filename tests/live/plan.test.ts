/** Many hands on one plan: real sockets, cuts and restarts, and what must hold afterwards of items, their places and their links. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { PlanEdits } from '../../app/features/plan/edits';
import { readItems, readLinks, readRemoved } from '../../app/features/plan/live';
import { outlineOf } from '../../app/features/plan/outline';
import { degrees, kinds, linkTypes, statuses } from '../../app/features/plan/plan';
import { schedule } from '../../app/features/plan/schedule';
import { MONDAY_TO_FRIDAY, WorkDays } from '../../app/features/plan/work-days';
import { MemoryLog } from '../../server/storage/memory-log';
import { startFaultProxy } from './fault-proxy';
import { checkAgreement, type Pick, seeded, Writer } from './fuzz';
import { startServer, type TestServer, until } from './harness';

const ROOM = 'plan/abcdefghij01';
const PINNED = [1, 2, 3, 4];
const MORE = Number(process.env.FUZZ_SEEDS ?? (process.env.FULL ? 30 : 0));
const fresh = Array.from({ length: MORE }, (_, i) => (Date.now() % 1_000_000) + i);

/** Somebody who works on the plan, and takes some of it back. */
class Planner extends Writer {
  readonly plan: PlanEdits;
  added = 0;

  constructor(origin: string, name: string, stock: boolean) {
    super(origin, name, stock, ROOM);
    this.plan = new PlanEdits(this.doc);
  }

  override edit(pick: Pick): void {
    const items = readItems(this.doc);
    const one = items[pick(Math.max(1, items.length))];
    const other = items[pick(Math.max(1, items.length))];
    const { plan: edits } = this;
    this.edits += 1;
    if (!one || !other || pick(6) === 0) {
      const kind = items.length < 3 ? 'workPackage' : (kinds[pick(kinds.length)] ?? 'task');
      this.added += 1;
      edits.add({ kind, title: `${this.name} ${this.added}`, parent: one && kind !== 'workPackage' ? one.id : null }, pick(4));
      return;
    }
    switch (pick(12)) {
      case 0:
      case 1:
        edits.move(one.id, pick(5) === 0 ? null : other.id, pick(5));
        break;
      case 2:
        edits.change(one.id, { status: statuses[pick(statuses.length)] });
        break;
      case 3:
        edits.change(one.id, { title: `${this.name} wrote ${pick(100)}`, severity: degrees[pick(3)] });
        break;
      case 4:
        edits.list(one.id, { list: 'people', id: `person${pick(4)}`, value: pick(3) === 0 ? null : true });
        break;
      case 5:
        edits.list(one.id, { list: 'checklist', id: `step${pick(3)}`, value: { text: `step ${pick(9)}`, order: 'a0' } });
        break;
      case 6:
        edits.tick(one.id, `step${pick(3)}`, pick(2) === 0);
        break;
      case 7:
        edits.link({ from: one.id, to: other.id, type: linkTypes[pick(4)] ?? 'FS', lag: pick(5) - 2 });
        break;
      case 8:
        edits.remove([one.id]);
        break;
      case 9:
        edits.restore(readRemoved(this.doc).map(({ id }) => id));
        break;
      case 10:
        edits.undo();
        break;
      default:
        edits.redo();
    }
  }
}

const days = new WorkDays(MONDAY_TO_FRIDAY);

/** What everybody sees of a plan: each item once, in its place, and which links count. */
function seen(doc: Y.Doc) {
  const items = readItems(doc);
  const { children, unassigned, codes } = outlineOf(items);
  // Siblings in their order; by parent, since which parent was met first says nothing.
  const lists = [...children]
    .map(([parent, list]) => [parent ?? '', ...list.map(({ id }) => id)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const placed = [...lists.flatMap(([, ...ids]) => ids), ...unassigned.map(({ id }) => id)];
  const { inactive } = schedule(items, readLinks(doc), null, days);
  return { placed, codes: Object.fromEntries([...codes].sort()), inactive: [...inactive].sort(), items: items.length };
}

describe('convergence of a plan', () => {
  test.each([...PINNED, ...fresh])('S9: four planners, cuts and a restart, undo among them, seed %i', async (seed) => {
    const pick = seeded(seed);
    const log = new MemoryLog();
    const limits = { compactRows: 40, idleMs: 5 };
    let server: TestServer = await startServer({ log, limits });
    const cable = await startFaultProxy(server.port);
    const planners = ['anna', 'bert', 'carl', 'dora'].map((name, i) => new Planner(cable.origin, name, i >= 2));
    for (let step = 0; step < 300; step++) {
      const planner = planners[pick(4)] as Planner;
      planner.edit(pick);
      if (pick(30) === 0) planner.cut();
      if (pick(200) === 0) {
        await server.close();
        server = await startServer({ log, limits });
        cable.toward(server.port);
      }
      if (pick(5) === 0) await new Promise((resolve) => setImmediate(resolve));
      if (pick(40) === 0) await until('all are settled', () => planners.every((one) => one.isSettled));
    }
    await checkAgreement(planners, log, ROOM);
    const [first, ...others] = planners.map(({ doc }) => seen(doc));
    for (const other of others) expect(other).toEqual(first);
    // Each item is in one place, and once.
    expect(new Set(first?.placed).size).toBe(first?.placed.length);
    expect(first?.placed).toHaveLength(first?.items ?? -1);
    // What was added is there, or among what was removed; but for what its own maker took back.
    const there = new Set([...readItems(planners[0]?.doc as Y.Doc), ...readRemoved(planners[0]?.doc as Y.Doc)].map(({ id }) => id));
    expect(there.size).toBeLessThanOrEqual(planners.reduce((sum, { added }) => sum + added, 0));
    expect(there.size).toBeGreaterThan(0);
    for (const planner of planners) planner.stop();
    await cable.close();
    await server.close();
  });
});

describe('undo', () => {
  /** Two people on one plan, in step. */
  async function pair() {
    const server = await startServer();
    const [anna, bert] = ['anna', 'bert'].map((name) => new Planner(server.origin, name, false)) as [Planner, Planner];
    const inStep = () =>
      until(
        'both are in step',
        () =>
          anna.isSettled &&
          bert.isSettled &&
          JSON.stringify(seen(anna.doc)) === JSON.stringify(seen(bert.doc)) &&
          byId(anna) === byId(bert),
      );
    const end = async () => {
      anna.stop();
      bert.stop();
      await server.close();
    };
    return { anna, bert, inStep, end };
  }
  const byId = (planner: Planner) => JSON.stringify(readItems(planner.doc).sort((a, b) => (a.id < b.id ? -1 : 1)));
  const item = (planner: Planner, id: string) => readItems(planner.doc).find((one) => one.id === id);

  test('S9: takes back my own change alone, whatever others did to the same item meanwhile', async () => {
    const { anna, bert, inStep, end } = await pair();
    const id = anna.plan.add({ kind: 'task', title: 'Ask' });
    await inStep();
    anna.plan.change(id, { status: 'doing' });
    await inStep();
    bert.plan.change(id, { title: 'Ask everybody', progress: 50 });
    await inStep();
    anna.plan.undo();
    await inStep();
    expect(item(bert, id)).toMatchObject({ status: 'todo', title: 'Ask everybody', progress: 50 });
    anna.plan.redo();
    await inStep();
    expect(item(bert, id)).toMatchObject({ status: 'doing', title: 'Ask everybody', progress: 50 });
    await end();
  });

  test('S9: does not take back what somebody else has put in the place of my change', async () => {
    const { anna, bert, inStep, end } = await pair();
    const [first, second] = ['One', 'Two'].map((title) => anna.plan.add({ kind: 'workPackage', title })) as [string, string];
    const id = anna.plan.add({ kind: 'task', title: 'Moved', parent: first });
    await inStep();
    anna.plan.move(id, second, 0);
    await inStep();
    bert.plan.move(id, first, 0);
    await inStep();
    anna.plan.undo();
    await inStep();
    expect(item(anna, id)?.parent).toBe(first);
    await end();
  });

  test('S9: what was removed comes back with what others wrote into it meanwhile', async () => {
    const { anna, bert, inStep, end } = await pair();
    const id = anna.plan.add({ kind: 'task', title: 'Ask' });
    await inStep();
    anna.plan.remove([id]);
    bert.plan.change(id, { title: 'Ask in the language of who is asked' });
    await inStep();
    expect(item(bert, id)).toBeUndefined();
    anna.plan.undo();
    await inStep();
    expect(item(bert, id)?.title).toBe('Ask in the language of who is asked');
    await end();
  });
});
