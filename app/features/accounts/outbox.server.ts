/** What the host sees of the outbox: mails that wait to be handed over, and mails that could not be sent. */
import { db } from '~/kit/db.server';
import { readAt } from '~/kit/mail.server';
import { hashSecret } from '~/kit/secrets.server';
import type { Person } from './accounts';
import { can } from './permissions';

const SHOWN = 200;
const columns = { id: true, toAddress: true, subject: true, text: true, language: true, kind: true, link: true, createdAt: true } as const;

/** While no mail server is set: the mails that would have been sent, newest first; their links lead to this site at `origin`. Null for others. */
export async function waitingMails(actor: Person, origin: string) {
  if (!can(actor, 'manage-accounts')) return null;
  const mails = await db().mail.findMany({ where: { sentAt: null }, select: columns, orderBy: { id: 'desc' }, take: SHOWN });
  const good = await goodLinks(mails.flatMap(({ link }) => link ?? []));
  return mails.map(({ text, link, ...mail }) => ({
    ...mail,
    text: readAt(origin, text),
    link: readAt(origin, link),
    linkGone: link !== null && !good.has(link),
  }));
}

/** With a mail server: the mails that were given up, newest first, and why. Null for others. */
export async function givenUpMails(actor: Person) {
  if (!can(actor, 'manage-accounts')) return null;
  return db().mail.findMany({
    where: { failedAt: { not: null } },
    select: { id: true, toAddress: true, subject: true, language: true, lastError: true, failedAt: true },
    orderBy: { id: 'desc' },
    take: SHOWN,
  });
}

/** Those of the links that still open something: to hand over another one is a way for nothing. */
async function goodLinks(links: string[]): Promise<Set<string>> {
  const byHash = new Map(links.map((link) => [hashSecret(link.split('/').at(-1) ?? ''), link]));
  const hashes = [...byHash.keys()];
  const now = { gt: new Date() };
  const [tokens, invitations] = await Promise.all([
    db().oneTimeToken.findMany({ where: { hash: { in: hashes }, usedAt: null, expiresAt: now }, select: { hash: true } }),
    db().invitation.findMany({
      where: { tokenHash: { in: hashes }, usedAt: null, withdrawnAt: null, expiresAt: now },
      select: { tokenHash: true },
    }),
  ]);
  const good = [...tokens.map(({ hash }) => hash), ...invitations.map(({ tokenHash }) => tokenHash)];
  return new Set(good.flatMap((hash) => byHash.get(hash) ?? []));
}
