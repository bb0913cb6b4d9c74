import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSmtpServer } from '../../tests/setup/smtp-server';
import { type Db, db, openDatabase } from './db.server';
import { createJobRunner } from './jobs.server';
import { canSendMail, deleteMails, sendMail, writeMail } from './mail.server';
import { renderMail } from './mail-text';
import { services, setServices } from './services.server';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let other: Db;

const link = 'http://koinon.test/sign-in/secret?a=1&b=2';
const mail = {
  to: 'eleni@dimos.example',
  kind: 'sign-in',
  language: 'el',
  subject: 'Σύνδεση στο Koinon',
  paragraphs: ['Γεια σας <Ελένη> & όλους'],
  action: { label: 'Σύνδεση', link },
  closing: ['Ισχύει 20 λεπτά.'],
};

beforeAll(async () => {
  other = await openDatabase(services().settings);
  smtp = await startSmtpServer();
});
afterAll(async () => {
  await smtp.close();
  await other.$disconnect();
});
beforeEach(async () => {
  await db().mail.deleteMany();
  await db().job.deleteMany();
  smtp.messages.length = 0;
  smtp.state.connections = 0;
  smtp.state.mood = 'take';
  setServices({ ...services(), log: quiet, settings: { ...services().settings, smtpUrl: smtp.state.url } });
});

const runner = (database = db) => createJobRunner({ kinds: [sendMail], database, log: () => quiet });
const run = async () => {
  await db().job.updateMany({ where: { doneAt: null }, data: { runAt: new Date() } });
  return runner().runDue();
};
const row = () => db().mail.findFirstOrThrow();

test('a mail leaves after the commit, in text and HTML, once, and its secret is forgotten', async () => {
  await db().$transaction((tx) => writeMail(tx, mail));
  await Promise.all([runner().runDue(), runner(() => other).runDue()]);
  await run();
  expect(smtp.messages).toHaveLength(1);
  const message = smtp.messages[0] ?? '';
  expect(message).toMatch(/^To: eleni@dimos\.example/m);
  expect(message).toMatch(/^From: Koinon <koinon@town\.example>/m);
  expect(message).toContain('text/plain');
  expect(message).toContain('text/html');
  const sent = await row();
  expect(sent.sentAt).not.toBeNull();
  expect(JSON.stringify(sent)).not.toContain('secret');
});

test('a mail that can be stopped says so to mail programs; sent, it holds no way to do that any more', async () => {
  const stop = { label: 'Διακοπή', link: 'http://koinon.test/mail/stop/abc.def' };
  const lists = [{ title: '@nclusion', lines: [{ text: 'A line <1>', link: 'http://koinon.test/p/1' }] }];
  await writeMail(db(), { ...mail, lists, stop });
  const { text, html } = await row();
  expect(text).toContain('@nclusion\n- A line <1>\n  http://koinon.test/p/1\n');
  expect(text.endsWith(`${stop.label}:\n${stop.link}\n`)).toBe(true);
  expect(html).toContain('<a href="http://koinon.test/p/1" style="color:#0f5e66">A line &lt;1&gt;</a>');
  await writeMail(db(), { ...mail, to: 'otto@dimos.example' });
  await run();
  const headers = smtp.messages.map((message) => message.split('\n\n')[0] ?? '');
  const stoppable = headers.filter((header) => header.includes('List-Unsubscribe: <http://koinon.test/mail/stop/abc.def>'));
  expect(stoppable).toHaveLength(1);
  expect(stoppable[0]).toMatch(/^To: eleni@dimos\.example\r?$/m);
  expect(stoppable[0]).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  expect(headers.filter((header) => header.includes('Unsubscribe-Post'))).toHaveLength(1);
  expect(JSON.stringify(await db().mail.findMany())).not.toContain('mail/stop');
});

test('what is told by a change that did not happen is never sent', async () => {
  const change = db().$transaction(async (tx) => {
    await writeMail(tx, mail);
    throw new Error('refused');
  });
  await expect(change).rejects.toThrow('refused');
  await run();
  expect(smtp.state.connections).toBe(0);
});

test.each(['refuse for now', 'hang up before the message'] as const)('"%s": certainly not sent, so it is tried again', async (mood) => {
  smtp.state.mood = mood;
  await writeMail(db(), mail);
  await run();
  expect(await row()).toMatchObject({ sentAt: null, sendingAt: null, failedAt: null });
  smtp.state.mood = 'take';
  await run();
  expect(smtp.messages).toHaveLength(1);
  expect((await row()).sentAt).not.toBeNull();
});

test('a mail server that is away is tried again', async () => {
  await writeMail(db(), mail);
  setServices({ ...services(), settings: { ...services().settings, smtpUrl: 'smtp://127.0.0.1:1' } });
  await run();
  expect(await row()).toMatchObject({ sendingAt: null, failedAt: null });
  setServices({ ...services(), settings: { ...services().settings, smtpUrl: smtp.state.url } });
  await run();
  expect(smtp.messages).toHaveLength(1);
});

test('a connection that broke after the message: nobody knows, so it is never sent again', async () => {
  smtp.state.mood = 'hang up after the message';
  await writeMail(db(), mail);
  await run();
  smtp.state.mood = 'take';
  for (let i = 0; i < 3; i++) await run();
  expect(smtp.messages).toHaveLength(1);
  const mark = await row();
  expect(mark.sentAt).toBeNull();
  expect(mark.failedAt).not.toBeNull();
  expect(mark.lastError).toContain('nobody knows');
});

test('a server that died while sending does not send again when it is back', async () => {
  await writeMail(db(), mail);
  // What a killed process leaves behind: the mark, and a lease that ran out.
  await db().mail.updateMany({ data: { sendingAt: new Date() } });
  await db().job.updateMany({ data: { lockedBy: 'gone', lockedUntil: new Date(0), attempts: 1 } });
  await run();
  expect(smtp.state.connections).toBe(0);
  expect((await row()).lastError).toContain('nobody knows');
});

test('an address that does not exist is given up at once', async () => {
  smtp.state.mood = 'refuse for good';
  await writeMail(db(), mail);
  await run();
  await run();
  expect(smtp.state.connections).toBe(1);
  expect((await row()).failedAt).not.toBeNull();
  expect((await row()).lastError).toContain('no such mailbox');
});

test('refused until the last attempt, the mail says so', async () => {
  smtp.state.mood = 'refuse for now';
  await writeMail(db(), mail);
  for (let i = 0; i < 8; i++) await run();
  expect(smtp.state.connections).toBe(8);
  expect((await row()).failedAt).not.toBeNull();
});

test('a mail that is deleted is not sent, and what the mail server said of its address goes with it', async () => {
  smtp.state.mood = 'refuse for now';
  await writeMail(db(), mail);
  await writeMail(db(), { ...mail, to: 'otto@dimos.example' });
  await run();
  await db().job.updateMany({ data: { lastError: 'no room for you' } });
  await deleteMails(db(), { toAddress: mail.to });
  smtp.state.mood = 'take';
  await run();
  expect(smtp.messages.map((message) => /^To: (.*)/m.exec(message)?.[1]?.trim())).toEqual(['otto@dimos.example']);
  expect(await db().job.count()).toBe(1);
});

test('without a mail server nothing is sent and the link waits to be handed over', async () => {
  setServices({ ...services(), settings: { ...services().settings, smtpUrl: undefined } });
  expect(canSendMail()).toBe(false);
  await writeMail(db(), mail);
  expect(await db().job.count()).toBe(0);
  expect((await row()).link).toBe(link);
});

test('HTML cannot be smuggled into a mail, and nothing in it is loaded from anywhere', () => {
  const { html, text } = renderMail(mail);
  expect(html).toContain('&lt;Ελένη&gt; &amp; όλους');
  expect(html).toContain('href="http://koinon.test/sign-in/secret?a=1&amp;b=2"');
  expect(html).toContain('<html lang="el" dir="ltr">');
  expect(html).not.toMatch(/<img|<script|<link|url\(|src=/);
  expect(text).toContain(link);
});
