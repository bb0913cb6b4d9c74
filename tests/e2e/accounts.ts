/** Helpers of the tests about accounts: an installation that is set up, and more persons in it. */
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import Database from 'better-sqlite3';
import { newId } from '../../app/kit/ids';
import type { Koinon } from './koinon';

export const HOST = { name: 'Hera Gastgeberin', email: 'hera@host.example', password: 'three blind mice' };

/** Posts a form as a page of the site would. The answer's redirect is not followed. */
export function post(
  koinon: Koinon,
  address: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = new URL(address, koinon.url);
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers: { Origin: koinon.url, ...headers } });
}

/** Makes the host account with the printed link. */
export async function setUp(koinon: Koinon): Promise<void> {
  const answer = await post(koinon, await koinon.firstRunLink(), { ...HOST, language: 'en', timeZone: 'Europe/Brussels' });
  if (answer.status !== 302) throw new Error(`The host account was not made: ${answer.status}`);
}

/** Signs in over HTTP. @returns the Cookie header */
export async function cookieOf(koinon: Koinon, { email, password }: { email: string; password: string }): Promise<string> {
  const answer = await post(koinon, '/sign-in', { email, password });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** One more person, written into the database: the way in through an invitation is tested elsewhere. */
export async function addPerson(koinon: Koinon, person: { name: string; email: string; password: string }): Promise<void> {
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'));
  const passwordHash = await hash(person.password);
  database
    .prepare('INSERT INTO "User" ("id", "email", "name", "passwordHash") VALUES (?, ?, ?, ?)')
    .run(newId(), person.email, person.name, passwordHash);
  database.close();
}

interface WaitingMail {
  toAddress: string;
  kind: string;
  link: string | null;
  text: string;
}

/** The newest mail of a kind to an address, once it is there; read in the host's mailbox. */
export async function mailTo(koinon: Koinon, toAddress: string, kind: string): Promise<WaitingMail> {
  const Cookie = await cookieOf(koinon, HOST);
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const mails = (await (await fetch(`${koinon.url}/dev/mail.json`, { headers: { Cookie } })).json()) as WaitingMail[];
    const found = mails.find((mail) => mail.toAddress === toAddress && mail.kind === kind);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No ${kind} mail to ${toAddress} came.`);
}
