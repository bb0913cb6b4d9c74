/** What an action has just done, told to the page that it redirects to: `?done=added&about=<id>`. Runs anywhere. */
export const deeds = ['added', 'saved', 'removed', 'withdrawn', 'removedBefore', 'withdrawnBefore', 'seatEnded'] as const;
export type Deed = (typeof deeds)[number];

export function isDeed(text: string | null): text is Deed {
  return (deeds as readonly (string | null)[]).includes(text);
}

/** @param about the id of the thing: a second one of its kind is news, too */
export function doneAt(deed: Deed, about: string): string {
  return `?${new URLSearchParams({ done: deed, about })}`;
}
