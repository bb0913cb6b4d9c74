/** Plans that tests look at, written into their rooms as a script would. */
import { addItem, addLink, type NewItem } from '../../../app/features/plan/live';
import type { Link } from '../../../app/features/plan/plan';
import { planRoom } from '../../../app/live/wire';
import { expect, type Page } from '../fixtures';
import type { Koinon } from '../koinon';
import type { Seated } from '../seats';
import { join } from '../writers';

export type PlannedItem = NewItem & { id: string };

/** Writes items into the plan of somebody's partnership, and waits until they are on disk. */
export async function writePlan(koinon: Koinon, person: Seated, items: readonly PlannedItem[], links: readonly Link[] = []): Promise<void> {
  const script = join(koinon, person, planRoom(person.partnershipId));
  await expect.poll(() => script.synced).toBe(true);
  script.doc.transact(() => {
    for (const [index, { id, ...item }] of items.entries()) addItem(script.doc, item, undefined, { id, order: `a${orderOf(index)}` });
    for (const { id, ...link } of links) addLink(script.doc, link, id);
  });
  const reader = join(koinon, person, planRoom(person.partnershipId));
  await expect.poll(() => reader.doc.getMap('items').size).toBe(items.length);
  script.destroy();
  reader.destroy();
}

/** Places in a list, by code units. */
const orderOf = (index: number) =>
  String(index + 1)
    .padStart(4, '0')
    .replace(/0$/, 'a');

/** The plan in a view, once it can be changed. */
export async function openPlan(page: Page, koinon: Koinon, person: Seated, query: string): Promise<void> {
  await page.goto(`${koinon.url}/p/${person.partnershipId}/plan?${query}`);
}
