/**
 * The outbox. A mail is a row, written with the job that sends it inside the transaction of what it tells about.
 *
 * A mail is never sent twice. `sendingAt` is committed before the mail server is asked. When the server refuses, or cannot
 * be reached, nothing was sent: the mark is taken back and the job tries again. When the connection broke after the message
 * was on its way, nobody can know: the mark stays, the mail is noted as "outcome unknown" and not repeated; its reader
 * asks for a new link. The same holds for a server that died in between.
 *
 * Without SMTP_URL nothing is sent: the rows wait for `/dev/mail`, and screens show the link to hand over.
 *
 * Links in mails never begin with an address that a request named, because anybody can name any host in a request: they begin
 * with PUBLIC_URL, which sending needs. A mail that waits without one begins them with `READERS_ORIGIN` until it is read.
 */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { db, type Prisma, type Tx } from './db.server';
import { newId } from './ids';
import { enqueue, GiveUp, jobKind } from './jobs.server';
import { type MailText, renderMail } from './mail-text';
import { services } from './services.server';

export interface OutgoingMail extends MailText {
  /** Given by a writer that may be run again, as a job is: a second mail with it fails. Made here unless told. */
  id?: string;
  to: string;
  /** What it is for: sign-in, reset, invitation, ... */
  kind: string;
  /** The reader's account, where there is one. */
  userId?: string;
  /** Id of what it tells about, where mails go with that: an invitation's. */
  aboutId?: string;
}

const OUTCOME_UNKNOWN = 'The connection broke while the mail was on its way: nobody knows whether it arrived, so it is not sent again.';
/** The text held a secret link, and once it is sent nobody needs it here any more. */
const forgotten = { link: null, stopLink: null, text: '', html: '' };
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** Can this installation send mail? When not, screens show the links to hand over. */
export function canSendMail(): boolean {
  return services().settings.smtpUrl !== undefined;
}

/** Stands in a waiting mail for the address under which its reader has this site open. */
const READERS_ORIGIN = 'http://here.invalid';

/** What links in mails begin with; never what a request calls this site. */
export function mailOrigin(): string {
  const { publicUrl, host, port } = services().settings;
  return publicUrl ?? (canSendMail() ? `http://${host}:${port}` : READERS_ORIGIN);
}

/** A waiting mail's text or link, as somebody reads it who has this site open at `origin`. */
export function readAt<T extends string | null>(origin: string, text: T): T {
  return (text?.replaceAll(READERS_ORIGIN, origin) ?? null) as T;
}

/** Writes a mail in the caller's transaction; it leaves after the commit. @returns its id */
export async function writeMail(tx: Tx, mail: OutgoingMail): Promise<string> {
  const { id = newId(), to, subject, language, kind, userId, aboutId } = mail;
  const [link, stopLink] = [mail.action?.link, mail.stop?.link];
  await tx.mail.create({ data: { id, toAddress: to, subject, language, kind, userId, aboutId, link, stopLink, ...renderMail(mail) } });
  if (canSendMail()) await enqueue(tx, sendMail, { mailId: id });
  return id;
}

/** The job that sends one mail. */
export const sendMail = jobKind({
  name: 'mail.send',
  payload: z.object({ mailId: z.string().max(40) }),
  async run({ mailId }, { last }) {
    const { smtpUrl } = services().settings;
    if (!smtpUrl) throw new GiveUp('No mail server is set any more.');
    const mail = await db().mail.findUnique({ where: { id: mailId } });
    if (!mail || mail.sentAt || mail.failedAt) return;
    const { count } = await db().mail.updateMany({ where: { id: mailId, sendingAt: null }, data: { sendingAt: new Date() } });
    if (count === 0) return giveUp(mailId, OUTCOME_UNKNOWN, 'outcome unknown');
    const outcome = await hand(mail, smtpUrl);
    switch (outcome.is) {
      case 'sent':
        await db().mail.update({ where: { id: mailId }, data: { ...forgotten, sentAt: new Date(), lastError: null } });
        return;
      case 'refused':
        await db().mail.update({ where: { id: mailId }, data: { sendingAt: null, lastError: outcome.reason } });
        if (outcome.forGood || last) return giveUp(mailId, outcome.reason, `refused: ${outcome.kind}`);
        throw new Error(`The mail server did not take it: ${outcome.kind}`);
      case 'unknown':
        return giveUp(mailId, `${OUTCOME_UNKNOWN} (${outcome.reason})`, `outcome unknown: ${outcome.kind}`);
      default:
        return outcome satisfies never;
    }
  },
});

/** Takes mails out of the outbox, and the jobs that send them. */
export async function deleteMails(tx: Tx, where: Prisma.MailWhereInput): Promise<void> {
  const ids = (await tx.mail.findMany({ where, select: { id: true } })).map(({ id }) => id);
  const payload = { in: ids.map((mailId) => JSON.stringify({ mailId })) };
  await tx.job.deleteMany({ where: { kind: sendMail.name, payload } });
  await tx.mail.deleteMany({ where: { id: { in: ids } } });
}

/** What the mail server said names its reader as often as not: it is for the host's page, and the log gets its kind alone. */
async function giveUp(mailId: string, lastError: string, reason: string): Promise<void> {
  await db().mail.update({ where: { id: mailId }, data: { failedAt: new Date(), lastError: lastError.slice(0, 2000) } });
  services().log.warn({ mail: mailId, reason }, 'a mail was given up');
}

/** `reason` in the mail server's words, `kind` in codes. */
type Outcome =
  | { is: 'sent' }
  | { is: 'refused'; reason: string; kind: string; forGood: boolean }
  | { is: 'unknown'; reason: string; kind: string };

/** Hands one mail to the server and says what certainly happened. */
async function hand(
  mail: { id: string; toAddress: string; subject: string; text: string; html: string; stopLink: string | null },
  smtpUrl: string,
): Promise<Outcome> {
  const { url, from } = mailServer(smtpUrl);
  let messageBegun = false;
  const ignore = () => undefined;
  const transport = createTransport({
    url,
    ...TIMEOUTS,
    transactionLog: true,
    disableFileAccess: true,
    disableUrlAccess: true,
    // The only place that tells whether the message itself was offered. Nothing of it is kept: it would hold the password.
    logger: {
      level: ignore,
      trace: ignore,
      debug: (entry: unknown, line: unknown) => {
        if ((entry as { tnx?: string } | undefined)?.tnx === 'client' && line === 'DATA') messageBegun = true;
      },
      info: ignore,
      warn: ignore,
      error: ignore,
      fatal: ignore,
    },
  });
  try {
    const { toAddress: to, subject, text, html } = mail;
    const messageId = `<${mail.id}@${from.split('@')[1] ?? 'koinon.invalid'}>`;
    const [sender, reader] = [
      { name: 'Koinon', address: from },
      { name: '', address: to },
    ];
    await transport.sendMail({ from: sender, to: reader, subject, text, html, messageId, headers: stopHeaders(mail.stopLink) });
    return { is: 'sent' };
  } catch (error) {
    const { code, responseCode, command, message: reason } = error as Error & { code?: string; responseCode?: number; command?: string };
    const kind = [code, responseCode, command].filter(Boolean).join(' ');
    if (responseCode !== undefined && responseCode >= 400) return { is: 'refused', reason, kind, forGood: permanent(error) };
    return messageBegun ? { is: 'unknown', reason, kind } : { is: 'refused', reason, kind, forGood: false };
  } finally {
    transport.close();
  }
}

/** What mail programs make their own "unsubscribe" of: one POST to the link, without a page (RFC 8058). */
function stopHeaders(link: string | null): Record<string, string> {
  return link ? { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {};
}

/** "No such mailbox" will not change; a wrong password of ours or a full queue may be put right within the hours of retrying. */
function permanent(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

/** Who writes: `?from=` of SMTP_URL, else its user name if that is an address, else koinon@ our own host. */
function mailServer(smtpUrl: string): { url: string; from: string } {
  const url = new URL(smtpUrl);
  const given = url.searchParams.get('from');
  url.searchParams.delete('from');
  const user = decodeURIComponent(url.username);
  const host = new URL(services().settings.publicUrl ?? 'http://localhost').hostname;
  return { url: url.href, from: given ?? (user.includes('@') ? user : `koinon@${host}`) };
}
