/** The plan of a page: as the server read it until the room is here, then live. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { LiveRoom } from '~/live/use-room';
import { PlanEdits } from '../edits';
import type { PlanFacts } from '../facts';
import { unpack } from '../pack';
import { PlanStore } from '../store';
import { Plan } from '../whole';

interface Live {
  store: PlanStore;
  edits: PlanEdits;
}

export interface PlanNow {
  plan: Plan;
  edits: PlanEdits | null;
  doc: Y.Doc | null;
  awareness: Awareness | null;
  changedByOthers: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();
const none = () => () => undefined;

export function usePlan(packed: string, facts: PlanFacts, room: LiveRoom | null): PlanNow {
  const [live, setLive] = useState<Live | null>(null);
  const doc = room?.ready ? room.doc : null;
  const writes = room?.mode === 'write';
  // biome-ignore lint/correctness/useExhaustiveDependencies: facts reach a store that is there by another way.
  useEffect(() => {
    if (!doc) return;
    const made = { store: new PlanStore(doc, facts), edits: new PlanEdits(doc) };
    setLive(made);
    return () => {
      setLive(null);
      made.edits.destroy();
      made.store.destroy();
    };
  }, [doc]);
  useEffect(() => live?.store.setFacts(facts), [live, facts]);
  const now = useSyncExternalStore(
    live ? (listener) => live.store.subscribe(listener) : none,
    () => live?.store.plan ?? null,
    () => null,
  );
  // What the server read: not worked out again while the live one stands.
  const waiting = now === null;
  const read = useMemo(() => (waiting ? new Plan(unpack(packed), facts) : null), [waiting, packed, facts]);
  const plan = (now ?? read) as Plan;
  const edits = (writes && live?.edits) || null;
  const changedByOthers = live?.store.changedByOthers ?? NOBODY;
  const awareness = room?.awareness ?? null;
  return useMemo(() => ({ plan, edits, doc, awareness, changedByOthers }), [plan, edits, doc, awareness, changedByOthers]);
}
