/** Plans of a test's own, written into the live room as any member's browser writes them. */
import type * as Y from 'yjs';
import { addItem, addLink } from '../../app/features/plan/live';
import { orderBetween } from '../../app/features/plan/order';
import { planRoom } from '../../app/live/wire';
import { RawClient } from '../live/clients';
import type { Koinon } from './koinon';
import type { Seated } from './seats';

/** A client of the plan's room that is in step with the server. Close it with `client.socket.close()`. */
export async function joinPlan(koinon: Koinon, person: Seated): Promise<RawClient> {
  const client = new RawClient(koinon.url, {
    room: planRoom(person.partnershipId),
    headers: { cookie: `${person.cookie.name}=${person.cookie.value}` },
  });
  return client.whenSynced();
}

/** Writes into the plan of somebody's partnership; resolves when it is on the server's disk. */
export async function writePlan<T>(koinon: Koinon, person: Seated, change: (doc: Y.Doc) => T): Promise<T> {
  const client = await joinPlan(koinon, person);
  const result = client.doc.transact(() => change(client.doc));
  await client.whenSaved();
  client.socket.close();
  return result;
}

/** A plan of so many items: work packages of twenty, each task waiting for the one before, one in ten a deliverable. */
export function fillPlan(doc: Y.Doc, count: number, organisations: readonly string[]): void {
  let order = orderBetween(null, null);
  const next = () => {
    order = orderBetween(order, null);
    return order;
  };
  let made = 0;
  for (let wp = 1; made < count; wp++) {
    const first = ((wp * 3) % 30) + 1;
    const lead = organisations[wp % organisations.length] ?? null;
    const parent = addItem(
      doc,
      { kind: 'workPackage', title: `Work package ${wp}`, lead, start: { month: first }, end: { month: first + 6 } },
      undefined,
      { order: next() },
    );
    made += 1;
    let before: string | null = null;
    for (let task = 1; task <= 19 && made < count; task++, made++) {
      const kind = task % 10 === 0 ? ('deliverable' as const) : ('task' as const);
      const status = (['todo', 'doing', 'review', 'done'] as const)[(wp + task) % 4] ?? 'todo';
      const month = first + Math.floor(task / 4);
      const id = addItem(
        doc,
        {
          kind,
          title: `${kind === 'task' ? 'Task' : 'Report'} ${wp}.${task} of the partners in this country`,
          parent,
          lead,
          status,
          start: { month },
          end: { month: month + 1 },
          progress: status === 'doing' ? 40 : 0,
        },
        undefined,
        { order: next() },
      );
      if (before && task % 3 === 0) addLink(doc, { from: before, to: id, type: 'FS', lag: 0 });
      before = id;
    }
  }
}
