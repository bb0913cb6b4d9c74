import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { writeMail } from '~/kit/mail.server';
import { issueToken } from './one-time.server';
import { ownData, personalColumns } from './own-data.server';
import { buildPerson } from './testing';

/** Columns that may name a person: by an id of an account, or by an address. */
function columnsOfPersons(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, model, body = '']) =>
    [...body.matchAll(/^ {2}(\w+)\s+String/gm)].flatMap(([, column = '']) =>
      /^(user|actor|subject|author|\w+By)Id$|email|address/i.test(column) ? [`${model}.${column}`] : [],
    ),
  );
}

test('every column that names a person is in the download, or says why not', async () => {
  expect(columnsOfPersons().sort()).toEqual(Object.keys(personalColumns).sort());
  const parts = Object.keys(await ownData(await buildPerson()));
  for (const part of Object.values(personalColumns)) expect(parts).toContain(part);
});

test('who has only claimed an address does not download what went to it', async () => {
  const person = await buildPerson({ emailUnproved: true });
  const mail = { subject: 'Join', kind: 'invitation', language: 'en', paragraphs: [], closing: [] };
  await writeMail(db(), { ...mail, to: person.email });
  const partnershipId = (await db().partnership.create({ data: { id: newId(), acronym: 'A', title: 'A' } })).id;
  const town = { id: newId(), partnershipId, name: 'Town', country: 'CY', type: 'local-authority', role: 'partner' };
  const organisationId = (await db().organisation.create({ data: town })).id;
  const invitation = { id: newId(), partnershipId, organisationId, email: person.email, roles: 'editor', language: 'en' };
  await db().invitation.create({ data: { ...invitation, tokenHash: newId(), invitedById: newId(), expiresAt: new Date() } });
  expect(await ownData(person)).toMatchObject({ mails: [], invitations: [] });
  await db().user.update({ where: { id: person.userId }, data: { emailUnproved: false } });
  expect(await ownData(person)).toMatchObject({ mails: [{ subject: 'Join' }], invitations: [{ roles: 'editor' }] });
});

test('the download has what is about the person, and nothing that others did or that opens a door', async () => {
  const person = await buildPerson({ name: 'Eleni', password: 'three blind mice' });
  const other = await buildPerson({ name: 'Otto' });
  const secret = await db().$transaction((tx) => issueToken(tx, 'email-change', { userId: person.userId, email: 'new@town.example' }));
  const mail = { subject: 'Join', kind: 'invitation', language: 'en', paragraphs: [], closing: [] };
  await writeMail(db(), { ...mail, to: person.email });
  const change = { partnershipId: newId(), actorId: other.userId, action: 'member.changed', subjectType: 'member' };
  await db().change.create({ data: { id: newId(), ...change, subjectId: person.userId, subjectTitle: 'Eleni' } });
  const own = await ownData(person);
  expect(own.links).toMatchObject([{ purpose: 'email-change', email: 'new@town.example' }]);
  expect(own.mails).toMatchObject([{ kind: 'invitation', toAddress: person.email }]);
  expect(own.changesAboutYou).toMatchObject([{ action: 'member.changed' }]);
  const text = JSON.stringify(own);
  for (const foreign of [secret, 'argon2', 'hash', other.userId, 'Otto']) expect(text).not.toContain(foreign);
});
