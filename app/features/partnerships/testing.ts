/** Builders for tests: each makes what is missing around it and takes overrides. Use with tests/setup/database.ts. */
import type { Person } from '~/features/accounts/accounts';
import { buildPerson } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { readGrants, type Seat } from './partnerships';
import { requireSeat } from './queries.server';

let counter = 0;
const next = () => ++counter;

export async function buildPartnership(overrides: Partial<{ acronym: string; title: string; languages: string; closedAt: Date }> = {}) {
  return db().partnership.create({
    data: { id: newId(), acronym: `ACRO${next()}`, title: 'A partnership of the tests', languages: 'en,el', ...overrides },
  });
}

export async function buildOrganisation(
  overrides: Partial<{ partnershipId: string; name: string; country: string; type: string; role: string }> = {},
) {
  const partnershipId = overrides.partnershipId ?? (await buildPartnership()).id;
  return db().organisation.create({
    data: { id: newId(), name: `Town ${next()}`, country: 'CY', type: 'local-authority', role: 'partner', ...overrides, partnershipId },
  });
}

/** A member of a test: who asks, and the seat as permissions see it. */
export interface BuiltMember {
  person: Person;
  seat: Seat;
}

/**
 * A member with a seat. Missing: person, partnership and organisation are made.
 * @param overrides.roles comma-separated grants, e.g. `editor,translator:el`; `coordinator` unless told
 */
export async function buildMember(
  overrides: Partial<{ person: Person; partnershipId: string; organisationId: string; roles: string }> = {},
): Promise<BuiltMember> {
  const person = overrides.person ?? (await buildPerson());
  const organisation = overrides.organisationId
    ? await db().organisation.findUniqueOrThrow({ where: { id: overrides.organisationId } })
    : await buildOrganisation({ partnershipId: overrides.partnershipId });
  const { partnershipId } = organisation;
  const grants = readGrants(overrides.roles ?? 'coordinator');
  await db().member.create({
    data: {
      id: newId(),
      partnershipId,
      userId: person.userId,
      organisationId: organisation.id,
      roles: { create: grants.map((grant) => ({ id: newId(), partnershipId, ...grant })) },
    },
  });
  return { person, seat: await requireSeat(person, partnershipId) };
}
