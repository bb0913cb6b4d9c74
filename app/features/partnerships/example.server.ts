/**
 * The example partnerships of `--example`. A partnership that is there already is left as its people made it;
 * missing ones are made. The persons' password is set anew at each such start, and printed.
 */
import { randomInt } from 'node:crypto';
import { hashPassword, verifyPassword } from '~/features/accounts/passwords.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { instantOf } from '~/kit/zones';
import type { ExamplePartnership } from '../../../prisma/seed/example';
import { includEu } from '../../../prisma/seed/includ-eu';
import { nclusion } from '../../../prisma/seed/nclusion';
import { persons } from '../../../prisma/seed/persons';
import { BRUSSELS, readGrants } from './partnerships';

/** One loaded example, for the features that add their part. */
export interface LoadedExample {
  key: 'nclusion' | 'includ-eu';
  partnershipId: string;
  /** False: it was there before, and the parts of features probably too. */
  isNew: boolean;
  /** Ids by the keys of prisma/seed. */
  users: Record<string, string>;
  organisations: Record<string, string>;
}

/** What a feature adds to the examples: documents, plans. Runs at each start with `--example`, so it looks before it adds. */
export type ExamplePart = (example: LoadedExample) => Promise<void>;

/** Loads what is missing. @returns the lines to print */
export async function loadExample(parts: readonly ExamplePart[]): Promise<string[]> {
  const { users, password } = await loadPersons();
  for (const example of [nclusion, includEu]) {
    const loaded = await loadPartnership(example, users);
    for (const part of parts) await part(loaded);
  }
  return [
    'Two example partnerships are loaded. Sign in with any of these addresses:',
    ...persons.map(({ key, name, email }) => `  ${email.padEnd(24)} ${name}, ${seatsOf(key)}`),
    `The password of all of them: ${password}`,
  ];
}

function seatsOf(person: string): string {
  return [nclusion, includEu]
    .flatMap(({ acronym, members }) =>
      members.filter((member) => member.person === person).map(({ roles }) => `${roles.replaceAll(',', ', ')} in ${acronym}`),
    )
    .join('; ');
}

async function loadPersons(): Promise<{ users: Record<string, string>; password: string }> {
  const password = services().settings.examplePassword ?? randomPassword();
  const users: Record<string, string> = {};
  // One password for all of them, so one hash for all of them.
  let passwordHash: string | null = null;
  for (const { key, name, email, language, timeZone } of persons) {
    const known = await db().user.findUnique({ where: { email } });
    users[key] = known?.id ?? newId();
    if (known?.passwordHash && (known.passwordHash === passwordHash || (await verifyPassword(known.passwordHash, password)))) {
      passwordHash = known.passwordHash;
      continue;
    }
    passwordHash ??= await hashPassword(password);
    const data = { passwordHash, isExample: true };
    if (known) await db().user.update({ where: { id: known.id }, data });
    else await db().user.create({ data: { id: users[key], email, name, language, timeZone, ...data } });
  }
  return { users, password };
}

/** Four groups of four letters that are hard to confuse: 75 bits. */
function randomPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

async function loadPartnership(example: ExamplePartnership, users: Record<string, string>): Promise<LoadedExample> {
  const { id, key } = example;
  const found = await db().partnership.findUnique({ where: { id }, select: { organisations: { select: { id: true, name: true } } } });
  const ids = new Map(found?.organisations.map(({ id: organisationId, name }) => [name, organisationId]));
  const organisations = Object.fromEntries(example.organisations.map(({ key: name, ...row }) => [name, ids.get(row.name) ?? newId()]));
  if (!found) await transact((tx) => writePartnership(tx, example, users, organisations), { timeout: 30_000 });
  return { key: key as LoadedExample['key'], partnershipId: id, isNew: !found, users, organisations };
}

const dateColumns = (name: 'start' | 'end', value: { date: string } | { typed: string }) =>
  'date' in value ? { [`${name}Date`]: value.date } : { [`${name}DateTyped`]: value.typed, [`${name}DateOpen`]: true };

async function writePartnership(
  tx: Tx,
  example: ExamplePartnership,
  users: Record<string, string>,
  organisations: Record<string, string>,
): Promise<void> {
  const {
    id: partnershipId,
    acronym,
    title,
    aliases,
    projectCode,
    totalBudgetCents,
    grantCents,
    rateBasisPoints,
    fundingDisclaimer,
  } = example;
  await tx.partnership.create({
    data: {
      id: partnershipId,
      ...{ acronym, title, aliases, projectCode, totalBudgetCents, grantCents, rateBasisPoints, fundingDisclaimer },
      ...dateColumns('start', example.start),
      ...dateColumns('end', example.end),
      languages: example.languages.join(','),
      isExample: true,
    },
  });
  const row = () => ({ id: newId(), partnershipId });
  await tx.objective.createMany({
    data: example.objectives.map((text, position) => ({ ...row(), position, code: `SO${position + 1}`, text })),
  });
  const groups = (names: string[], rank: string) => names.map((name) => ({ name, rank }));
  await tx.targetGroup.createMany({
    data: [...groups(example.principal, 'principal'), ...groups(example.secondary, 'secondary')].map((group, position) => ({
      ...row(),
      position,
      ...group,
    })),
  });
  await tx.organisation.createMany({
    data: example.organisations.map(({ key, ...organisation }) => ({
      ...organisation,
      id: idOf(organisations, key),
      partnershipId,
      isExample: true,
    })),
  });
  await tx.place.createMany({
    data: example.places.map(({ organisation, ...place }) => ({
      ...row(),
      ...place,
      organisationId: organisation ? idOf(organisations, organisation) : null,
    })),
  });
  await tx.deadline.createMany({
    data: example.deadlines.map(({ title: what, date, time }) => ({
      ...row(),
      title: what,
      date,
      at: time ? instantOf(date, time, BRUSSELS) : null,
      zone: BRUSSELS,
    })),
  });
  // Sources are shown by their ids, and these are made within one millisecond.
  const ids = example.sources.map(() => newId()).sort();
  await tx.source.createMany({ data: example.sources.map((source, at) => ({ ...row(), id: ids[at] ?? newId(), ...source })) });
  for (const { person, organisation, roles } of example.members) {
    const memberId = newId();
    await tx.member.create({
      data: { id: memberId, partnershipId, userId: idOf(users, person), organisationId: idOf(organisations, organisation) },
    });
    await tx.memberRole.createMany({ data: readGrants(roles).map((grant) => ({ ...row(), memberId, ...grant })) });
  }
}

/** An example that names somebody or something it does not have is wrong in itself. */
function idOf(ids: Record<string, string>, key: string): string {
  const id = ids[key];
  if (!id) throw new Error(`The example data name "${key}", which they do not have.`);
  return id;
}
