/** What moves when the project begins on another day: everything that is said in project months. Pure. */
import type { Item } from './plan';
import type { Span } from './schedule';
import { Plan } from './whole';

export interface Shifted {
  item: Item;
  code: string | null;
  /** Null: it had no day, or has none then. */
  before: Span | null;
  after: Span | null;
}

/** In the order of the plan. What waits for something that moves may move with it. */
export function shiftOf(plan: Plan, newStart: string | null): Shifted[] {
  const { items, links, limits, facts } = plan;
  const then = new Plan({ items: [...items.values()], links, limits }, { ...facts, startDate: newStart });
  return plan.ordered.flatMap((item) => {
    const [before, after] = [spanOf(plan, item.id), spanOf(then, item.id)];
    if (before?.start === after?.start && before?.end === after?.end) return [];
    return [{ item, code: plan.codeOf(item.id), before, after }];
  });
}

function spanOf(plan: Plan, id: string): Span | null {
  const found = plan.scheduled(id);
  return found && { start: found.start, end: found.end };
}
