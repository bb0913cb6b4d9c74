/** What a partnership plans to spend and to work, and what it spent and worked. Runs anywhere. */

/** Budget categories of the EU's model grant agreements; their letters and numbers as the portal has them, from memory: to be compared with the agreement. */
export const categories = ['A1', 'A2', 'A3', 'A4', 'A5', 'B', 'C1', 'C2', 'C3', 'D1', 'D2'] as const;
export type Category = (typeof categories)[number];

/** Personnel, subcontracting, purchases, others. E, the indirect costs, is reckoned and never typed. */
export const letters = ['A', 'B', 'C', 'D'] as const;
export type Letter = (typeof letters)[number];

export const letterOf = (category: Category): Letter => category[0] as Letter;

export function isCategory(text: string): text is Category {
  return (categories as readonly string[]).includes(text);
}

/** An expense on its way: its organisation writes it, hands it in, and a coordinator takes it or gives it back. */
export const states = ['draft', 'submitted', 'approved', 'returned'] as const;
export type State = (typeof states)[number];

export const isState = (text: string): text is State => (states as readonly string[]).includes(text);

export const limits = {
  description: 300,
  reason: 1_000,
  /** Of one organisation. */
  lines: 500,
  expenses: 5_000,
  /** Evidence of one expense. */
  files: 10,
  /** Fields of the form of person-months that are read: more work packages has no plan. */
  packages: 300,
  /** Person-months in one cell of the table, in hundredths: 9,999. */
  hundredths: 999_900,
  /** 100 million euro in one row. */
  cents: 100_000_000_00n,
} as const;

/** Bytes of one file of evidence: a page photographed by a phone, or a scan of some. */
export const largestFile = 15 * 1024 * 1024;

export const budgetPath = (partnershipId: string) => `/p/${partnershipId}/budget`;
export const effortPath = (partnershipId: string) => `${budgetPath(partnershipId)}/effort`;
export const expensesPath = (partnershipId: string) => `${budgetPath(partnershipId)}/expenses`;

/** What a page has shown as evidence, as one word. */
export const evidenceOf = ({ files }: { files: readonly { id: string }[] }) =>
  files
    .map(({ id }) => id)
    .sort()
    .join(',');

/** What forms write: `?of=` says whose rows are shown. */
export const ofOrganisation = (path: string, organisationId: string) => `${path}?of=${organisationId}`;
