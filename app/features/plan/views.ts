/** Ways to look at the plan that somebody keeps, for themselves or for everybody. */
export const viewLimits = { name: 80, query: 2_000, perPerson: 100 } as const;

export interface SavedView {
  id: string;
  name: string;
  /** As in an address, without the question mark. */
  query: string;
  shared: boolean;
  mine: boolean;
  /** Who keeps it; null where the account is gone. */
  owner: string | null;
  /** What the plan opens with, for who looks. */
  isDefault: boolean;
}
