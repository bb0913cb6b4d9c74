/** The reader's words for roles, kinds and types. */

import type { Catalogues } from '~/i18n/catalogues';
import { useFormat, useT } from '~/i18n/react';
import {
  countries,
  type Grant,
  type OrganisationRole,
  type OrganisationType,
  organisationRoles,
  organisationTypes,
  type PlaceKind,
  placeKinds,
  type Role,
  workingLanguages,
} from '../partnerships';

type Key = keyof Catalogues['partnerships'] & string;

const ROLES: Record<Role, Key> = {
  coordinator: 'role.coordinator',
  editor: 'role.editor',
  facilitator: 'role.facilitator',
  translator: 'role.translator',
  reviewer: 'role.reviewer',
  observer: 'role.observer',
};
/** What a role allows, in a sentence. */
export const ROLE_HINTS: Record<Role, Key> = {
  coordinator: 'roleHint.coordinator',
  editor: 'roleHint.editor',
  facilitator: 'roleHint.facilitator',
  translator: 'roleHint.translator',
  reviewer: 'roleHint.reviewer',
  observer: 'roleHint.observer',
};
const TYPES: Record<OrganisationType, Key> = {
  'local-authority': 'type.localAuthority',
  region: 'type.region',
  'national-authority': 'type.nationalAuthority',
  'association-of-municipalities': 'type.associationOfMunicipalities',
  'public-body': 'type.publicBody',
  ngo: 'type.ngo',
  'migrant-association': 'type.migrantAssociation',
  'lgbtqi-organisation': 'type.lgbtqiOrganisation',
  'diaspora-organisation': 'type.diasporaOrganisation',
  'social-partner': 'type.socialPartner',
  employer: 'type.employer',
  'chamber-of-commerce': 'type.chamberOfCommerce',
  university: 'type.university',
  'international-organisation': 'type.internationalOrganisation',
  company: 'type.company',
  other: 'type.other',
};
const ORGANISATION_ROLES: Record<OrganisationRole, Key> = {
  coordinator: 'organisationRole.coordinator',
  partner: 'organisationRole.partner',
  associated: 'organisationRole.associated',
};
const KINDS: Record<PlaceKind, Key> = {
  municipality: 'kind.municipality',
  district: 'kind.district',
  region: 'kind.region',
  other: 'kind.other',
};

export function useWords() {
  const t = useT('partnerships');
  const format = useFormat();
  const role = (name: Role) => t(ROLES[name]);
  return {
    role,
    /** "Cyprus, Germany and Greece", in the reader's order. */
    countries: (codes: readonly string[]) => format.list(codes.map(format.country).sort((a, b) => a.localeCompare(b))),
    /** "Region of Crete, Greece" */
    organisation: ({ name, country }: { name: string; country: string }) => (country ? `${name}, ${format.country(country)}` : name),
    /** "Translator (Greek)" */
    grant: ({ role: name, language }: Grant) =>
      language ? t('role.inLanguage', { role: role(name), language: format.languageName(language) }) : role(name),
    type: (name: string) => (name in TYPES ? t(TYPES[name as OrganisationType]) : name),
    organisationRole: (name: string) => (name in ORGANISATION_ROLES ? t(ORGANISATION_ROLES[name as OrganisationRole]) : name),
    kind: (name: string) => (name in KINDS ? t(KINDS[name as PlaceKind]) : name),
  };
}

/** The choices of menus, in the reader's words and order. */
export function useChoices() {
  const words = useWords();
  const format = useFormat();
  const sorted = (codes: readonly string[], name: (code: string) => string) =>
    codes.map((value) => ({ value, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return {
    countries: sorted(countries, format.country),
    languages: sorted(workingLanguages, format.languageName),
    types: organisationTypes.map((value) => ({ value, label: words.type(value) })),
    organisationRoles: organisationRoles.map((value) => ({ value, label: words.organisationRole(value) })),
    kinds: placeKinds.map((value) => ({ value, label: words.kind(value) })),
  };
}
