/**
 * Which mails a person wants besides those that an account needs, and the link at their end that stops them. The link works without signing in
 * and for as long as the account: whoever does not want mails may have lost the password long ago. It can stop them, and nothing else.
 */
import { timingSafeEqual } from 'node:crypto';
import { isLanguage, type Language } from '~/i18n/languages';
import { db } from '~/kit/db.server';
import { mailOrigin } from '~/kit/mail.server';
import { hashSecret } from '~/kit/secrets.server';
import type { Person } from './accounts';

export interface MailChoices {
  /** Mentions and assignments as they come. */
  atOnce: boolean;
  /** What is unread, once a day. */
  daily: boolean;
}

export async function mailChoices({ userId }: Pick<Person, 'userId'>): Promise<MailChoices> {
  const select = { mailAtOnce: true, mailDaily: true } as const;
  const { mailAtOnce, mailDaily } = await db().user.findUniqueOrThrow({ where: { id: userId }, select });
  return { atOnce: mailAtOnce, daily: mailDaily };
}

export async function changeMailChoices({ userId }: Pick<Person, 'userId'>, { atOnce, daily }: MailChoices): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { mailAtOnce: atOnce, mailDaily: daily } });
}

/** Keyed with the installation's secret; no other secret of ours begins like this. */
const signatureOf = (userId: string) => hashSecret(`stop mails to ${userId}`);

/** The link of a mail to this person. */
export function stopLinkOf(userId: string): string {
  return `${mailOrigin()}/mail/stop/${userId}.${signatureOf(userId)}`;
}

function readerIn(token: string): string | null {
  const [userId = '', signature = '', ...rest] = token.split('.');
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(userId))];
  return rest.length === 0 && given.length === right.length && timingSafeEqual(given, right) ? userId : null;
}

/** Whose mails the link stops, and whether they come at all; null when it is no link of ours, or the account is gone. */
export async function findStopLink(token: string): Promise<{ language: Language; stopped: boolean } | null> {
  const userId = readerIn(token);
  const user = userId ? await db().user.findFirst({ where: { id: userId, deletedAt: null } }) : null;
  if (!user) return null;
  return { language: isLanguage(user.language) ? user.language : 'en', stopped: !user.mailAtOnce && !user.mailDaily };
}

/** Stops all mails that the link is in. @returns whether it is a link of ours */
export async function stopMails(token: string): Promise<boolean> {
  const userId = readerIn(token);
  if (!userId) return false;
  const { count } = await db().user.updateMany({ where: { id: userId, deletedAt: null }, data: { mailAtOnce: false, mailDaily: false } });
  return count > 0;
}
