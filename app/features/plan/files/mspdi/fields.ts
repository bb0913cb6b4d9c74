/** What Microsoft Project has no field for goes in its text fields (at most 255 characters each), by the numbers that it gives them. */

export const textFields = {
  id: { number: '188743731', name: 'Text1' },
  kind: { number: '188743734', name: 'Text2' },
  status: { number: '188743737', name: 'Text3' },
  planned: { number: '188743740', name: 'Text4' },
  deliverable: { number: '188743743', name: 'Text5' },
  dissemination: { number: '188743746', name: 'Text6' },
  lead: { number: '188743747', name: 'Text7' },
} as const;
export type TextField = keyof typeof textFields;

/** Of one of its days, in tenths of minutes: eight hours. */
export const LAG_OF_DAY = 4_800;
export const HOURS = 8;

/** By its numbers. */
export const linkTypesByNumber = ['FF', 'FS', 'SF', 'SS'] as const;
