/**
 * People of a test's own, written straight into the SQLite database of its server: partnerships, organisations and seats that no
 * other test shares. What can be clicked is tested by clicking elsewhere.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import * as Y from 'yjs';
import { newId } from '../../app/kit/ids';
import { DOCUMENT_ROOT } from '../../app/live/wire';
import type { Koinon } from './koinon';

export interface Seated {
  userId: string;
  name: string;
  partnershipId: string;
  organisationId: string;
  memberId: string;
  /** `koinon_session=…` */
  cookie: { name: string; value: string; url: string };
}

export interface SeatOptions {
  /** `editor`, `translator:el`, …; `coordinator` unless told. */
  role?: string;
  name?: string;
  /** Interface language. */
  language?: string;
  /** Same partnership as this person; a new one unless told. */
  beside?: Seated;
  /** Same organisation, too. */
  sameOrganisation?: boolean;
  organisation?: string;
  /** Of a new partnership. */
  acronym?: string;
  title?: string;
  /** What it writes in, separated by commas; the first is that of its names. */
  languages?: string;
}

/** Makes a signed-in person with a seat. */
export function seat(koinon: Koinon, options: SeatOptions = {}): Seated {
  const { role = 'coordinator', name = 'Anna Beispiel', language = 'en', beside, organisation = 'Municipality of Nicosia' } = options;
  const { acronym = '@test', title = 'Test', languages = 'en,el,pl' } = options;
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  const insert = (table: string, row: Record<string, unknown>) =>
    database
      .prepare(`INSERT INTO "${table}" (${Object.keys(row).map((key) => `"${key}"`)}) VALUES (${Object.keys(row).map(() => '?')})`)
      .run(...Object.values(row));
  try {
    // As Prisma writes it: the form of the facts compares it.
    const now = new Date().toISOString().replace('Z', '+00:00');
    const later = new Date(Date.now() + 24 * 3600_000).toISOString();
    const partnershipId = beside?.partnershipId ?? newId();
    const organisationId = (options.sameOrganisation && beside?.organisationId) || newId();
    const [userId, memberId, secret] = [newId(), newId(), randomBytes(32).toString('base64url')];
    const hash = keyedHash(koinon, secret);
    const [grant = '', forLanguage = ''] = role.split(':');
    database.transaction(() => {
      if (!beside) insert('Partnership', { id: partnershipId, acronym, title, languages, updatedAt: now });
      if (organisationId !== beside?.organisationId) {
        insert('Organisation', {
          id: organisationId,
          partnershipId,
          name: organisation,
          country: 'CY',
          type: 'local-authority',
          role: 'partner',
        });
      }
      insert('User', { id: userId, email: `${userId}@test.example`, name, language, timeZone: 'Asia/Nicosia' });
      insert('Member', { id: memberId, partnershipId, userId, organisationId });
      insert('MemberRole', { id: newId(), partnershipId, memberId, role: grant, language: forLanguage });
      insert('Session', { id: newId(), hash, userId, device: 'test', expiresAt: later });
    })();
    return { userId, name, partnershipId, organisationId, memberId, cookie: { name: 'koinon_session', value: secret, url: koinon.url } };
  } finally {
    database.close();
  }
}

function write(koinon: Koinon, sql: string, ...values: unknown[]): void {
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  try {
    database.prepare(sql).run(...values);
  } finally {
    database.close();
  }
}

/** Lets somebody open partnerships, as a host may. */
export function letOpenPartnerships(koinon: Koinon, person: Seated): void {
  write(koinon, 'UPDATE "User" SET "mayOpenPartnerships" = 1 WHERE "id" = ?', person.userId);
}

/** A place of somebody's partnership. @returns its id */
export function makePlace(koinon: Koinon, person: Seated, name: string): string {
  const id = newId();
  write(
    koinon,
    'INSERT INTO "Place" ("id", "partnershipId", "name", "country", "kind") VALUES (?, ?, ?, ?, ?)',
    ...[id, person.partnershipId, name, 'CY', 'municipality'],
  );
  return id;
}

/** Makes somebody the host of the installation. */
export function makeHost(koinon: Koinon, person: Seated): void {
  write(koinon, 'UPDATE "User" SET "isHost" = 1 WHERE "id" = ?', person.userId);
}

/** A link of a mail, without the mail. @returns its secret */
export function oneTimeLink(koinon: Koinon, person: Seated, purpose: 'sign-in' | 'reset' | 'email-change'): string {
  const secret = randomBytes(32).toString('base64url');
  const hash = keyedHash(koinon, secret);
  const expiresAt = new Date(Date.now() + 3600_000).toISOString();
  write(
    koinon,
    'INSERT INTO "OneTimeToken" ("id", "hash", "purpose", "userId", "email", "expiresAt") VALUES (?, ?, ?, ?, ?, ?)',
    ...[newId(), hash, purpose, person.userId, 'new.address@test.example', expiresAt],
  );
  return secret;
}

/** Tells somebody something that leads to the home page. @returns the id of the notice */
export function makeNotice(koinon: Koinon, { partnershipId, userId }: Seated): string {
  const id = newId();
  const sql = `INSERT INTO "Notice" ("id", "partnershipId", "userId", "kind", "subjectType", "subjectId", "title", "path", "dedupeKey")
    VALUES (?, ?, ?, 'deadline', 'thing', ?, 'Private', ?, ?)`;
  write(koinon, sql, id, partnershipId, userId, id, `/p/${partnershipId}`, id);
  return id;
}

/** A report that somebody had made. @returns its id */
export function makeReport(koinon: Koinon, { partnershipId, memberId, userId, organisationId }: Seated): string {
  const id = newId();
  const sql = `INSERT INTO "Report" ("id", "partnershipId", "periodId", "number", "first", "last", "language", "memberId", "askedById", "seenAs", "state", "text")
    VALUES (?, ?, 'period', 1, '2027-01-01', '2027-12-31', 'en', ?, ?, ?, 'ready', x'00')`;
  write(koinon, sql, id, partnershipId, memberId, userId, `${organisationId} coordinator`);
  return id;
}

/** What waits in the queue for its time is due now. */
export function hurryJobs(koinon: Koinon): void {
  const now = new Date().toISOString().replace('Z', '+00:00');
  write(koinon, 'UPDATE "Job" SET "runAt" = ? WHERE "doneAt" IS NULL AND "failedAt" IS NULL', now);
}

/** An automatic copy of a document, as an hour of writing leaves one. @returns its id */
export function automaticCopy(koinon: Koinon, person: Seated, documentId: string, words: string): string {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment(DOCUMENT_ROOT).push([paragraph]);
  const id = newId();
  write(
    koinon,
    'INSERT INTO "DocumentCopy" ("id", "partnershipId", "documentId", "language", "words", "state") VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, person.partnershipId, documentId, 'en', words.split(' ').length, Buffer.from(Y.encodeStateAsUpdate(doc))],
  );
  return id;
}

/** As the server keeps secrets of sessions and links: keyed with the installation's own secret. */
function keyedHash(koinon: Koinon, secret: string): string {
  const key = readFileSync(path.join(koinon.dataDir, 'secret'), 'utf8').trim();
  return createHmac('sha256', key).update(secret).digest('hex');
}
