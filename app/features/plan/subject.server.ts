/** An item as what comments are about: any member sees it, while there is one. */
import type { Subjects } from '~/features/discussions/discussions';
import { db } from '~/kit/db.server';
import { planNow } from './queries.server';
import { itemSubject } from './subject';

/** As the tables have it; what was added a moment ago stands in the room alone. */
export const itemAsSubject: Subjects[string] = async ({ partnershipId }, id) => {
  const row = await db().planItem.findFirst({
    where: { id, partnershipId, removedAt: null },
    select: { id: true, code: true, title: true },
  });
  if (row) {
    const people = await db().planItemPerson.findMany({ where: { partnershipId, itemId: id }, select: { userId: true } });
    return { ...itemSubject(partnershipId, row), people: people.map(({ userId }) => userId) };
  }
  const { items } = await planNow({ partnershipId });
  const item = items.find((one) => one.id === id);
  return item ? { ...itemSubject(partnershipId, { id, code: null, title: item.title }), people: [...item.people] } : null;
};
