import type { AppLoadContext } from '@remix-run/node';
import { beforeEach, expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { createJobRunner } from '~/kit/jobs.server';
import { forgetTries } from '~/kit/limits.server';
import { services, setServices } from '~/kit/services.server';
import { action as resetByLink } from '~/routes/reset_.$token';
import { action as signInByLink } from '~/routes/sign-in_.$token';
import { linkLife } from './one-time.server';
import { waitingMails } from './outbox.server';
import { verifyPassword } from './passwords.server';
import { getSession, sessionFromCookieHeader } from './session.server';
import { consumeSignInLink, requestLink, resetPassword, sendLink, signInWithPassword } from './sign-in.server';
import { buildPerson, buildSession, buildUser } from './testing';

const here = '192.0.2.1';
const origin = 'http://koinon.test';
const GONE = { ok: false, problem: 'link.gone' };
const password = 'three blind mice';

beforeEach(forgetTries);

async function runJobs() {
  const jobs = createJobRunner({ kinds: [sendLink], database: db, log: () => console });
  while ((await jobs.runDue()) > 0);
}
const mailsTo = (email: string) => db().mail.findMany({ where: { toAddress: email }, orderBy: { id: 'asc' } });
/** Asks for a link and takes its secret out of the mail. */
async function secretFor(purpose: 'sign-in' | 'reset', email: string): Promise<string> {
  await requestLink(purpose, email, here);
  await runJobs();
  return (await mailsTo(email)).at(-1)?.link?.split('/').at(-1) ?? '';
}

test('the right password lets in, however its letters were composed', async () => {
  const user = await buildUser({ password: 'Καλημέρα σας ξανά'.normalize('NFC') });
  expect(await signInWithPassword(user.email, 'Καλημέρα σας ξανά'.normalize('NFD'), here)).toEqual({ ok: true, userId: user.id });
});

test('a wrong password, an unknown address, an account without password and a deleted one get the same answer', async () => {
  const user = await buildUser({ password });
  const deleted = await buildUser({ password, deletedAt: new Date() });
  const without = await buildUser();
  const answers = await Promise.all([
    signInWithPassword(user.email, 'three blind mice!', here),
    signInWithPassword('nobody@nowhere.example', password, here),
    signInWithPassword(without.email, password, here),
    signInWithPassword(without.email, 'nobody has this password', here),
    signInWithPassword(deleted.email, password, here),
  ]);
  for (const answer of answers) expect(answer).toEqual({ ok: false, reason: 'wrong' });
});

test('an unknown address takes as much work as a known one', async () => {
  const { passwordHash } = await buildUser({ password });
  const time = async (hash: string | null) => {
    const began = performance.now();
    await verifyPassword(hash, 'wrong');
    return performance.now() - began;
  };
  await time(null);
  // The shortest of several, taken in turn: a busy machine lengthens some of them, and shortens none.
  const times = { unknown: [] as number[], known: [] as number[] };
  for (let i = 0; i < 7; i++) {
    times.unknown.push(await time(null));
    times.known.push(await time(passwordHash));
  }
  expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 4);
});

test('guessing stops after ten failures, for real and for unknown addresses alike; success costs nothing', async () => {
  const { email } = await buildUser({ password });
  for (let i = 0; i < 12; i++) expect((await signInWithPassword(email, password, here)).ok).toBe(true);
  for (const address of [email, 'nobody@nowhere.example']) {
    for (let i = 0; i < 10; i++) expect(await signInWithPassword(address, 'wrong', here)).toMatchObject({ reason: 'wrong' });
    expect(await signInWithPassword(address, password, here)).toMatchObject({ ok: false, reason: 'limited' });
  }
  expect((await signInWithPassword(email, password, '198.51.100.7')).ok).toBe(true);
});

test('somebody who guesses from one place does not lock the owner out of another', async () => {
  const { email } = await buildUser({ password });
  for (let i = 0; i < 60; i++) await signInWithPassword(email, 'wrong', here);
  expect((await signInWithPassword(email, password, '198.51.100.7')).ok).toBe(true);
});

test('guesses that are sent side by side count too', async () => {
  const { email } = await buildUser({ password });
  const answers = await Promise.all(Array.from({ length: 14 }, () => signInWithPassword(email, 'wrong', here)));
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'limited')).toHaveLength(4);
});

test('a link signs in once, and the database does not hold its secret', async () => {
  const user = await buildUser();
  const secret = await secretFor('sign-in', user.email);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await db().oneTimeToken.findMany())).not.toContain(secret);
  const both = await Promise.all([consumeSignInLink(secret, here), consumeSignInLink(secret, here)]);
  expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, userId: user.id }]);
  expect(await consumeSignInLink(secret, here)).toEqual(GONE);
});

test('a link ends with its time, and does not serve another purpose', async () => {
  const user = await buildUser({ password });
  const reset = await secretFor('reset', user.email);
  expect(await consumeSignInLink(reset, here)).toEqual(GONE);
  const secret = await secretFor('sign-in', user.email);
  await db().oneTimeToken.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await consumeSignInLink(secret, here)).toEqual(GONE);
  expect(await resetPassword(reset, 'a new long password', here)).toEqual(GONE);
  expect(linkLife['sign-in']).toBe(20 * 60_000);
});

test('a good link is no guess, however many of its new passwords are refused', async () => {
  const user = await buildUser({ password });
  const secret = await secretFor('reset', user.email);
  for (let i = 0; i < 31; i++) expect(await resetPassword(secret, 'password1234', here)).toEqual({ ok: false, problem: 'password.common' });
  expect(await resetPassword(secret, 'a new long password', here)).toMatchObject({ ok: true });
});

test('whoever guessed links too often is told to wait, not that a good link is none, and can use it later', async () => {
  const user = await buildUser({ password });
  const signIn = await secretFor('sign-in', user.email);
  const reset = await secretFor('reset', user.email);
  for (let i = 0; i < 30; i++) expect(await consumeSignInLink(`guess ${i}`, here)).toEqual(GONE);
  const posted = (action: typeof signInByLink | typeof resetByLink, token: string) => {
    const body = new FormData();
    body.set('password', 'a new long password');
    const request = new Request(origin, { method: 'POST', body });
    return action({ request, params: { token }, context: { clientAddress: here, origin } as AppLoadContext });
  };
  for (const answer of [await posted(signInByLink, signIn), await posted(resetByLink, reset)]) {
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ errors: { '': expect.stringContaining('15 minutes') } });
  }
  forgetTries();
  for (const answer of [await posted(signInByLink, signIn), await posted(resetByLink, reset)]) expect(answer.status).toBe(302);
});

test('asking for a link leaves the same trace for an unknown address, and no address in the queue', async () => {
  await db().job.deleteMany();
  const user = await buildUser();
  for (const email of [user.email, 'nobody@nowhere.example']) expect(await requestLink('sign-in', email, here)).toBe(0);
  const shape = ({ kind, payload }: { kind: string; payload: string }) => [kind, Object.keys(JSON.parse(payload)), payload.length];
  const [known, unknown] = (await db().job.findMany()).map(shape);
  expect(unknown).toEqual(known);
  await runJobs();
  expect(await mailsTo(user.email)).toHaveLength(1);
  expect(JSON.stringify(await db().job.findMany())).not.toContain('@');
});

test('asking for a link to an unknown address, or a deleted account, sends nothing', async () => {
  expect(await requestLink('reset', 'nobody@nowhere.example', here)).toBe(0);
  await runJobs();
  expect(await mailsTo('nobody@nowhere.example')).toEqual([]);
  const deleted = await buildUser({ deletedAt: new Date() });
  expect(await requestLink('reset', deleted.email, here)).toBe(0);
  await runJobs();
  expect(await mailsTo(deleted.email)).toEqual([]);
});

/** What a process leaves behind that is killed after the work and before the note that it is done: the job, and a lease that ran out. */
async function dieBeforeDone() {
  const { id } = await db().job.findFirstOrThrow({ where: { kind: sendLink.name }, orderBy: { id: 'desc' } });
  await db().job.update({ where: { id }, data: { doneAt: null, lockedBy: 'gone', lockedUntil: new Date(0) } });
}

test('a server that died before it noted that the link is written does not write another when it is back', async () => {
  const user = await buildUser();
  const secret = await secretFor('sign-in', user.email);
  await dieBeforeDone();
  await runJobs();
  expect(await mailsTo(user.email)).toHaveLength(1);
  expect(await db().oneTimeToken.count({ where: { userId: user.id } })).toBe(1);
  expect(await consumeSignInLink(secret, here)).toMatchObject({ ok: true, userId: user.id });
});

test('two that work at the same job, because one lost its lease, write one link', async () => {
  const user = await buildUser();
  await requestLink('sign-in', user.email, here);
  const job = await db().job.findFirstOrThrow({ where: { kind: sendLink.name }, orderBy: { id: 'desc' } });
  const run = () => sendLink.run(JSON.parse(job.payload), { id: job.id, attempt: 1, last: false, signal: new AbortController().signal });
  // The slower one may fail: it is then tried again, and finds the mail.
  await Promise.allSettled([run(), run()]);
  await run();
  expect(await mailsTo(user.email)).toHaveLength(1);
  expect(await db().oneTimeToken.count({ where: { userId: user.id } })).toBe(1);
});

test('without a mail server the log says where the host account finds its link, also after a death', async () => {
  const { log, ...others } = services();
  const said: string[] = [];
  const warn = (fields: object) => void said.push((fields as { path: string }).path);
  setServices({ ...others, log: { ...log, warn } as typeof log });
  const host = await buildUser({ isHost: true });
  const secret = await secretFor('reset', host.email);
  await dieBeforeDone();
  await runJobs();
  expect(said).toEqual([`/reset/${secret}`, `/reset/${secret}`]);
  setServices({ ...others, log });
});

test('links cannot be asked for without end, for one address or from one place', async () => {
  for (let i = 0; i < 5; i++) expect(await requestLink('sign-in', 'one@town.example', here)).toBe(0);
  expect(await requestLink('sign-in', 'one@town.example', '198.51.100.7')).toBeGreaterThan(0);
  forgetTries();
  for (let i = 0; i < 30; i++) await requestLink('sign-in', `person${i}@town.example`, here);
  expect(await requestLink('sign-in', 'last@town.example', here)).toBeGreaterThan(0);
});

test('the host finds the link in a quiet log where no mail can be sent, and nobody else’s link is in it', async () => {
  const [host, user] = [await buildUser({ isHost: true }), await buildUser()];
  const lines: object[] = [];
  const before = services();
  const quiet = { ...console, info: () => undefined, warn: (fields: object) => lines.push(fields) } as unknown as typeof before.log;
  setServices({ ...before, log: quiet });
  try {
    await secretFor('reset', user.email);
    expect(lines).toEqual([]);
    const secret = await secretFor('reset', host.email);
    expect(lines).toEqual([{ path: `/reset/${secret}` }]);
    expect(await resetPassword(secret, 'a new long password', here)).toEqual({ ok: true, userId: host.id });
  } finally {
    setServices(before);
  }
});

test('a link in a mail begins with the public address, or with the address that the mailbox is read at', async () => {
  const { settings } = services();
  const user = await buildUser();
  const host = await buildPerson({ isHost: true });
  await secretFor('reset', user.email);
  const waiting = (await waitingMails(host, 'http://reader.example'))?.find(({ toAddress }) => toAddress === user.email);
  expect(waiting?.link).toMatch(/^http:\/\/reader\.example\/reset\/[\w-]{43}$/);
  expect(waiting?.text).toContain(waiting?.link);
  setServices({ ...services(), settings: { ...settings, publicUrl: 'https://koinon.example' } });
  await secretFor('reset', user.email);
  expect((await mailsTo(user.email)).at(-1)?.link).toMatch(/^https:\/\/koinon\.example\/reset\/[\w-]{43}$/);
  setServices({ ...services(), settings });
});

test('a mail speaks the language of its reader', async () => {
  const user = await buildUser({ language: 'el', name: 'Ελένη' });
  await secretFor('sign-in', user.email);
  const mail = (await mailsTo(user.email))[0];
  expect(mail?.language).toBe('el');
  expect(mail?.text).toContain('Ελένη');
  expect(mail?.subject).toMatch(/\p{Script=Greek}/u);
});

test('the first link to an address that nobody has proved is for whoever reads its mails, and leaves nobody else in the account', async () => {
  const user = await buildUser({ password, emailUnproved: true });
  const squatter = await buildSession(user);
  // A sign-in link would let its reader write beside somebody who knows the password.
  await secretFor('sign-in', user.email);
  const [mail] = await mailsTo(user.email);
  expect(mail?.kind).toBe('reset');
  const secret = mail?.link?.split('/reset/')[1] ?? '';
  expect(await resetPassword(secret, 'a new long password', here)).toEqual({ ok: true, userId: user.id });
  expect(await sessionFromCookieHeader(squatter.cookie)).toBeNull();
  expect((await signInWithPassword(user.email, password, here)).ok).toBe(false);
  // From now on the address is proved.
  await secretFor('sign-in', user.email);
  expect((await mailsTo(user.email)).at(-1)?.kind).toBe('sign-in');
});

test('a reset replaces the password, ends all sessions and all other links, and tells the person', async () => {
  const user = await buildUser({ password });
  const phone = await buildSession(user);
  const other = await secretFor('sign-in', user.email);
  const secret = await secretFor('reset', user.email);
  expect(await resetPassword(secret, 'short', here)).toEqual({ ok: false, problem: 'password.tooShort' });
  expect(await resetPassword(secret, user.email, here)).toEqual({ ok: false, problem: 'password.isYou' });
  expect(await resetPassword(secret, 'a new long password', here)).toEqual({ ok: true, userId: user.id });
  expect(await sessionFromCookieHeader(phone.cookie)).toBeNull();
  expect(await getSession(new Request(origin, { headers: { Cookie: phone.cookie } }))).toBeNull();
  expect(await consumeSignInLink(other, here)).toEqual(GONE);
  expect((await signInWithPassword(user.email, password, here)).ok).toBe(false);
  expect((await signInWithPassword(user.email, 'a new long password', here)).ok).toBe(true);
  expect(await resetPassword(secret, 'another long password', here)).toEqual(GONE);
  expect((await mailsTo(user.email)).at(-1)?.kind).toBe('password-changed');
});
