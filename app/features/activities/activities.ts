/** What activities are made of. Types, themes and exclusions are those of the calls (AMIF-2020-AG-CALL-01, AMIF-2018-AG-INTE). Runs anywhere. */

/**
 * The actions that the calls fund (those of 2020, then what those of 2018 add: measures of a place, its exchange with those who come to it,
 * pilots, mentors, and the meetings of the partners), and `other`: beyond those listed, with a reason why it serves an objective.
 */
export const types = [
  'consultation',
  'training',
  'workshop',
  'mutualLearning',
  'technicalAssistance',
  'peerReview',
  'knowledgeTransfer',
  'awareness',
  'tool',
  'exchange',
  'measure',
  'pilot',
  'mentoring',
  'meeting',
  'other',
] as const;
export type ActivityType = (typeof types)[number];

export const states = ['planned', 'confirmed', 'held', 'cancelled'] as const;
export type ActivityState = (typeof states)[number];

export const formats = ['inPerson', 'online', 'hybrid'] as const;
export type ActivityFormat = (typeof formats)[number];

/** Why an activity is not for everybody's eyes: who took part in it may be in danger. */
export const restrictions = ['trafficking', 'minors', 'sensitive'] as const;
export type Restriction = (typeof restrictions)[number];

/** The themes of the 2018 call. */
export const themes = ['strategies', 'oneStopShops', 'education', 'housing', 'services', 'labour', 'participation', 'exchange'] as const;
export type Theme = (typeof themes)[number];

/** What priority 4 of the 2018 call does not fund. Ticked, it warns and forbids nothing: other calls have other rules. */
export const exclusions = ['institutionalCare', 'institutionalCapacity', 'operatingCosts', 'institutionalResearch'] as const;
export type Exclusion = (typeof exclusions)[number];

export const documentKinds = ['minutes', 'output'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Longest texts, in characters, and largest lists and numbers. */
export const limits = {
  title: 200,
  venue: 200,
  line: 300,
  text: 4000,
  justification: 2000,
  lines: 50,
  typed: 100,
  coOrganisers: 40,
  languages: 40,
  targetGroups: 60,
  documents: 50,
  sections: 100,
  /** Participants of one activity, readers that a campaign reached. */
  people: 1_000_000_000,
  hours: 10_000,
  activities: 20_000,
} as const;

export const activitiesPath = (partnershipId: string) => `/p/${partnershipId}/activities`;
export const activityPath = (partnershipId: string, id: string) => `${activitiesPath(partnershipId)}/${id}`;

export const attendancePath = (partnershipId: string, id: string) => `${activityPath(partnershipId, id)}/attendance`;

/** Where one of its signed lists is taken from. */
export const paperPath = (partnershipId: string, id: string, paper: string) => `${attendancePath(partnershipId, id)}/papers/${paper}`;

/** `A12`. */
export const codeOf = (number: number) => `A${number}`;

/** An activity as permissions see it. */
export interface ActivityThing {
  partnershipId: string;
  /** Who organises it, and with whom. */
  organisationId: string;
  coOrganisers: readonly string[];
  restriction: Restriction | '';
}
