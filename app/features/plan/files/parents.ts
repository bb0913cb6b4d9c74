/** The parent that counts, and how deep everything stands: what the outline says, also of what is unassigned and has no code. */
import type { Plan } from '../whole';

export interface Standing {
  parent: string | null;
  level: number;
}

export function standings(plan: Plan): Map<string, Standing> {
  const parents = new Map<string, string | null>();
  for (const [parent, children] of plan.outline.children) for (const { id } of children) parents.set(id, parent);
  const found = new Map<string, Standing>();
  // In this order everything comes after what it belongs to.
  for (const { id } of plan.ordered) {
    const parent = parents.get(id) ?? null;
    found.set(id, { parent, level: parent === null ? 0 : (found.get(parent)?.level ?? 0) + 1 });
  }
  return found;
}
