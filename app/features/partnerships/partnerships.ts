/** What a partnership is made of: roles, kinds and limits. Runs anywhere. */

/** What a member may be, from the most to the least that it allows. */
export const roles = ['coordinator', 'editor', 'facilitator', 'translator', 'reviewer', 'observer'] as const;
export type Role = (typeof roles)[number];

/** Translators and reviewers hold their role for named languages, one grant per language. */
export const languageRoles = ['translator', 'reviewer'] as const satisfies readonly Role[];

export function isLanguageRole(role: Role): role is (typeof languageRoles)[number] {
  return (languageRoles as readonly Role[]).includes(role);
}

/** One role that a member holds; `language` is empty but for translators and reviewers. */
export interface Grant {
  role: Role;
  language: string;
}

/** `coordinator`, `translator:el`: how grants are written in forms and in an invitation. */
export function writeGrant({ role, language }: Grant): string {
  return language ? `${role}:${language}` : role;
}

/** Reads one grant; null when it is no role, or lacks or has a language against the rule. */
export function readGrant(text: string): Grant | null {
  const [name = '', language = '', ...rest] = text.split(':');
  const role = roles.find((known) => known === name);
  if (!role || rest.length > 0 || isLanguageRole(role) !== (language !== '')) return null;
  return language && !isWorkingLanguage(language) ? null : { role, language };
}

/** Reads a comma-separated list of grants, leaving out what is none. */
export function readGrants(text: string): Grant[] {
  return text.split(',').flatMap((part) => readGrant(part.trim()) ?? []);
}

/** A member's seat in a partnership, as permissions see it. */
export interface Seat {
  memberId: string;
  userId: string;
  partnershipId: string;
  organisationId: string;
  grants: Grant[];
  /** The host closed the partnership: everybody reads, nobody writes. */
  closed: boolean;
  /** When the member was here last, and when the visit before this one ended (home.server.ts). */
  lastVisitAt: Date | null;
  previousVisitAt: Date | null;
}

/** Languages that a partnership may write in: the Union's, and those that newcomers read most. The interface has fewer. */
export const workingLanguages: readonly string[] =
  'en de el it pl es tr bg ca cs da et fi fr ga hr hu lt lv mt nl pt ro sk sl sv uk ru ar fa ur ps ku sq'.split(' ');

/** The first of a partnership's languages, in which its title, places and deadlines are written. @param languages as stored, comma-separated */
export function workingLanguageOf(languages: string): string {
  return languages.split(',')[0] || 'en';
}

export function isWorkingLanguage(code: string): boolean {
  return workingLanguages.includes(code);
}

export const organisationTypes = [
  'local-authority',
  'region',
  'national-authority',
  'association-of-municipalities',
  'public-body',
  'ngo',
  'migrant-association',
  'lgbtqi-organisation',
  'diaspora-organisation',
  'social-partner',
  'employer',
  'chamber-of-commerce',
  'university',
  'international-organisation',
  'company',
  'other',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

export const organisationRoles = ['coordinator', 'partner', 'associated'] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

export const placeKinds = ['municipality', 'district', 'region', 'other'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const targetGroupRanks = ['principal', 'secondary'] as const;
export type TargetGroupRank = (typeof targetGroupRanks)[number];

/** Member States, candidates, and neighbours that take part in the Union's programmes (ISO 3166-1 alpha-2). */
export const countries: readonly string[] =
  'AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MD ME MK MT NL NO PL PT RO RS SE SI SK TR UA XK'.split(
    ' ',
  );

/** What a form says instead of a country for a network of many. */
export const NO_COUNTRY = 'none';

/** Longest texts, in characters, and largest lists. */
export const limits = {
  acronym: 40,
  title: 300,
  aliases: 300,
  call: 300,
  priority: 300,
  projectCode: 40,
  typed: 100,
  disclaimer: 2000,
  name: 200,
  shortName: 40,
  objective: 1000,
  objectives: 40,
  targetGroups: 60,
  organisations: 200,
  places: 300,
  deadlines: 300,
  languages: 20,
  members: 2000,
  openInvitations: 300,
  source: 300,
} as const;

export const INVITATION_DAYS = 14;

/** The time zone of the Commission: calls close by its clock. */
export const BRUSSELS = 'Europe/Brussels';
