/** Builders for tests: rows that are right unless the test says otherwise. */
import { isLanguage } from '~/i18n/languages';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Person } from './accounts';
import { hashPassword } from './passwords.server';
import { signInAs } from './session.server';

type UserOverrides = Partial<Parameters<ReturnType<typeof db>['user']['create']>[0]['data']>;

/** An account; with a password only where one is given, because hashing takes its time. */
export async function buildUser({ password, ...overrides }: UserOverrides & { password?: string } = {}) {
  const id = newId();
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const data = { id, email: `${id}@anna.example`, name: 'Anna Beispiel', passwordHash, ...overrides };
  return db().user.create({ data: data as Parameters<ReturnType<typeof db>['user']['create']>[0]['data'] });
}

/** A signed-in browser: its Cookie header, and the person that it stands for. Makes the account unless one is given. */
export async function buildSession(user?: Awaited<ReturnType<typeof buildUser>>) {
  const account = user ?? (await buildUser());
  const setCookie = await signInAs(account.id, new Request('http://koinon.test/'), 'http://koinon.test');
  const session = await db().session.findFirstOrThrow({ where: { userId: account.id }, orderBy: { id: 'desc' } });
  const person: Person = {
    userId: account.id,
    sessionId: session.id,
    name: account.name,
    email: account.email,
    language: isLanguage(account.language) ? account.language : 'en',
    timeZone: account.timeZone,
    isHost: account.isHost,
    mayOpenPartnerships: account.isHost || account.mayOpenPartnerships,
  };
  return { user: account, cookie: setCookie.split(';')[0] ?? '', setCookie, sessionId: session.id, person };
}

/** A signed-in person, as queries and commands take it. */
export async function buildPerson(overrides: Parameters<typeof buildUser>[0] = {}): Promise<Person> {
  return (await buildSession(await buildUser(overrides))).person;
}
