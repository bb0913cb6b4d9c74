/** Builders for tests of the plan. */
import { type Item, kinds } from './plan';
import { blankItem } from './whole';

let made = 0;

/** An item with everything as it is read where nothing is written. */
export function buildItem(overrides: Partial<Item> = {}): Item {
  made += 1;
  const id = overrides.id ?? `item${String(made).padStart(6, '0')}`;
  return { ...blankItem(overrides.kind ?? kinds[1]), order: id, title: id, ...overrides, id };
}
