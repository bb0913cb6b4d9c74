/** An item as comments and notices name it. */

export const ITEM_SUBJECT = 'plan-item';

export function itemPath(partnershipId: string, itemId: string): string {
  return `/p/${partnershipId}/plan?item=${itemId}`;
}

export function itemSubject(partnershipId: string, { id, code, title }: { id: string; code: string | null; title: string }) {
  return { type: ITEM_SUBJECT, id, title: code ? `${code} ${title}` : title, path: itemPath(partnershipId, id) };
}
