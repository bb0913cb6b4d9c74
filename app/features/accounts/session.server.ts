/**
 * Sessions: a signed-in browser. The cookie holds 256 random bits, the database only what they hash to.
 * A session ends 30 days after it was last seen and 180 days after it began, whatever the cookie says; "last seen" is
 * written at most once an hour. Signing in always makes a new session and ends the one that the browser had.
 */
import { redirect } from '@remix-run/node';
import { isLanguage } from '~/i18n/languages';
import { beside } from '~/kit/beside.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { hashSecret, newSecret } from '~/kit/secrets.server';
import { services } from '~/kit/services.server';
import { sharing } from '~/kit/under-way.server';
import { Close } from '~/live/wire';
import type { Person } from './accounts';
import { deviceName } from './device-name';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
export const IDLE_MS = 30 * DAY;
export const LONGEST_MS = 180 * DAY;
const SEEN_EVERY_MS = HOUR;

/** Where https is certain, the `__Host-` prefix keeps neighbouring subdomains from planting a cookie. */
function cookieName(): string {
  return services().settings.publicUrl?.startsWith('https:') ? '__Host-koinon_session' : 'koinon_session';
}

function cookieValue(header: string | null | undefined): string | null {
  const name = cookieName();
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

function setCookie(value: string, maxAgeSeconds: number, secure: boolean): string {
  return `${cookieName()}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
}

interface SessionRow extends Omit<Person, 'sessionId' | 'language'> {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  language: string;
  deletedAt: Date | null;
}

/** Joined by the database, in one statement: every page, form and socket begins with it. Of the two one is given. */
async function findSession({ hash = '', id = '' }: { hash?: string; id?: string }): Promise<SessionRow | null> {
  const rows = await db().$queryRaw<SessionRow[]>`
    SELECT s."id", s."createdAt", s."lastSeenAt", s."expiresAt", u."id" AS "userId", u."name", u."email", u."language", u."timeZone", u."isHost",
      u."mayOpenPartnerships", u."deletedAt"
    FROM "Session" s JOIN "User" u ON u."id" = s."userId"
    WHERE s."hash" = ${hash} OR s."id" = ${id}`;
  return rows[0] ?? null;
}

function personOf({ id, userId, name, email, language, timeZone, isHost, mayOpenPartnerships }: SessionRow): Person {
  return {
    userId,
    sessionId: id,
    name,
    email,
    language: isLanguage(language) ? language : 'en',
    timeZone,
    isHost,
    mayOpenPartnerships: isHost || mayOpenPartnerships,
  };
}

async function livePerson(where: Parameters<typeof findSession>[0], now = Date.now()): Promise<Person | null> {
  const row = await findSession(where);
  if (!row || row.deletedAt || row.expiresAt.getTime() <= now) return null;
  if (now - row.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    const expiresAt = new Date(Math.min(now + IDLE_MS, row.createdAt.getTime() + LONGEST_MS));
    // Not an update by id: the session may have been ended between the two statements.
    await beside('the hour in which somebody was seen', () =>
      db().session.updateMany({ where: { id: row.id }, data: { lastSeenAt: new Date(now), expiresAt } }),
    );
  }
  return personOf(row);
}

const perRequest = new WeakMap<Request, Promise<Person | null>>();
const shared = sharing<Person | null>();

/** The person behind a Cookie header, for pages and sockets alike; null when nobody is signed in. */
export function sessionFromCookieHeader(cookie: string | null | undefined): Promise<Person | null> {
  const secret = cookieValue(cookie);
  if (!secret) return Promise.resolve(null);
  const hash = hashSecret(secret);
  return shared(hash, () => livePerson({ hash }));
}

/** The person of a session that was already let in (an open socket); null once it has ended. */
export function sessionById(sessionId: string): Promise<Person | null> {
  return livePerson({ id: sessionId });
}

/** Who asks? Null when nobody is signed in. */
export function getSession(request: Request): Promise<Person | null> {
  const found = perRequest.get(request) ?? sessionFromCookieHeader(request.headers.get('Cookie'));
  perRequest.set(request, found);
  return found;
}

/** Who asks? Throws a redirect to the sign-in page, which comes back here, when nobody is signed in. */
export async function requireSession(request: Request): Promise<Person> {
  const person = await getSession(request);
  if (person) return person;
  const { pathname, search } = new URL(pageOf(request));
  throw redirect(pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** The page that one may come back to: of a form, which is answered where there may be no page, it is the one that it stood on. */
function pageOf(request: Request): string {
  return request.method === 'GET' ? request.url : (request.headers.get('Referer') ?? new URL('/', request.url).href);
}

/**
 * Signs `userId` in and ends the session that this browser had before, so that an id planted earlier is worth nothing.
 * @param origin address of this site (`context.origin`): https makes the cookie `Secure`
 * @returns the value of the `Set-Cookie` header
 */
export async function signInAs(userId: string, request: Request, origin: string): Promise<string> {
  await endSessionOf(request);
  const secret = newSecret();
  const now = Date.now();
  await db().session.deleteMany({ where: { userId, expiresAt: { lte: new Date(now) } } });
  await db().session.create({
    data: {
      id: newId(now),
      hash: hashSecret(secret),
      userId,
      device: deviceName(request.headers.get('User-Agent')),
      expiresAt: new Date(now + IDLE_MS),
    },
  });
  return setCookie(secret, LONGEST_MS / 1000, origin.startsWith('https:'));
}

/** Ends the session of this browser; its sockets close. @returns the `Set-Cookie` header that forgets it */
export async function signOut(request: Request, origin: string): Promise<string> {
  await endSessionOf(request);
  return setCookie('', 0, origin.startsWith('https:'));
}

async function endSessionOf(request: Request): Promise<void> {
  const secret = cookieValue(request.headers.get('Cookie'));
  if (!secret) return;
  const row = await db().session.findUnique({ where: { hash: hashSecret(secret) } });
  if (row) await endSessions({ id: row.id, userId: row.userId });
}

/** Ends the sessions of one person, all or some, and closes their sockets. @returns how many ended */
export async function endSessions(where: { userId: string; id?: string | { not: string } }): Promise<number> {
  const ended = await db().session.findMany({ where, select: { id: true } });
  await db().session.deleteMany({ where: { id: { in: ended.map(({ id }) => id) } } });
  for (const { id } of ended) services().sync.revoke({ sessionId: id }, Close.sessionGone);
  return ended.length;
}
