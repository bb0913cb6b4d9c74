/** Two people at one form: what it was made from, and what is stored now where it says something else. Pure. */

import type { FactsData } from './queries.server';

/** What is stored now, and where it is not what the form says. */
export interface Meanwhile<Stored, Field extends string> {
  fields: Field[];
  stored: Stored;
  /** Of what is stored: a form that names it may overwrite it. */
  version: string;
}

/** The row that a form is about, and the version of it that the form may overwrite (`versionOf`). */
export interface Which {
  id: string;
  seen: string;
}

export const organisationFields = ['name', 'shortName', 'country', 'type', 'role'] as const;
export const placeFields = ['name', 'aliases', 'country', 'kind', 'organisationId'] as const;
export const deadlineFields = ['title', 'date', 'at', 'zone'] as const;

export type OrganisationMeanwhile = Meanwhile<FactsData['organisations'][number], (typeof organisationFields)[number]>;
export type PlaceMeanwhile = Meanwhile<FactsData['places'][number], (typeof placeFields)[number]>;
export type DeadlineMeanwhile = Meanwhile<FactsData['deadlines'][number], (typeof deadlineFields)[number]>;

/** A cell of a row; a moment is text once it has come to a page. */
export type Cell = string | Date | null;

/** What a row says, as one text: who saw it has seen all that it says. Rows are short, and so need no version beside it. */
export function versionOf<Field extends string>(row: Record<Field, Cell>, fields: readonly Field[]): string {
  return JSON.stringify(fields.map((field) => row[field]));
}

/** Where two rows do not say the same. */
export function differingCells<Field extends string>(
  one: Record<Field, Cell>,
  other: Record<Field, Cell>,
  fields: readonly Field[],
): Field[] {
  return fields.filter((field) => versionOf(one, [field]) !== versionOf(other, [field]));
}
