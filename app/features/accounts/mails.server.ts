/** The mails of accounts, in their reader's language. */
import { isLanguage, type Language } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import type { Tx } from '~/kit/db.server';
import { writeMail } from '~/kit/mail.server';

interface Reader {
  email: string;
  name: string;
  language: string;
  userId?: string;
}

const languageOf = (reader: Reader): Language => (isLanguage(reader.language) ? reader.language : 'en');

/** The link that signs in once. @param id the mail's own: there is never a second one with it */
export async function mailSignInLink(tx: Tx, reader: Reader, link: string, id: string): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  await writeMail(tx, {
    id,
    to: reader.email,
    userId: reader.userId,
    kind: 'sign-in',
    language,
    subject: t('mail.signIn.subject'),
    paragraphs: [t('mail.greeting', { name: reader.name }), t('mail.signIn.text')],
    action: { label: t('mail.signIn.action'), link },
    closing: [t('mail.signIn.closing'), t('mail.notYou')],
  });
}

/** The link to a new password. @param id the mail's own: there is never a second one with it */
export async function mailReset(tx: Tx, reader: Reader, link: string, id: string): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  await writeMail(tx, {
    id,
    to: reader.email,
    userId: reader.userId,
    kind: 'reset',
    language,
    subject: t('mail.reset.subject'),
    paragraphs: [t('mail.greeting', { name: reader.name }), t('mail.reset.text')],
    action: { label: t('mail.reset.action'), link },
    closing: [t('mail.reset.closing'), t('mail.notYou')],
  });
}

/** To the new address: confirm that it is yours. */
export async function mailConfirmEmail(tx: Tx, reader: Reader, link: string): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  await writeMail(tx, {
    to: reader.email,
    userId: reader.userId,
    kind: 'email-change',
    language,
    subject: t('mail.confirmEmail.subject'),
    paragraphs: [t('mail.greeting', { name: reader.name }), t('mail.confirmEmail.text')],
    action: { label: t('mail.confirmEmail.action'), link },
    closing: [t('mail.confirmEmail.closing'), t('mail.notYou')],
  });
}

/** To an address that already has an account, when somebody wants to move theirs to it. */
export async function mailAddressTaken(tx: Tx, reader: Reader): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  const paragraphs = [t('mail.greeting', { name: reader.name }), t('mail.addressTaken.text')];
  await writeMail(tx, {
    to: reader.email,
    userId: reader.userId,
    kind: 'address-taken',
    language,
    subject: t('mail.addressTaken.subject'),
    paragraphs,
    closing: [t('mail.notYou')],
  });
}

/** To the old address: a change is asked for, or done. */
export async function mailEmailNotice(tx: Tx, reader: Reader, newEmail: string, state: 'asked' | 'done'): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  const text = state === 'asked' ? t('mail.emailAsked.text', { email: newEmail }) : t('mail.emailDone.text', { email: newEmail });
  await writeMail(tx, {
    to: reader.email,
    userId: reader.userId,
    kind: 'email-notice',
    language,
    subject: state === 'asked' ? t('mail.emailAsked.subject') : t('mail.emailDone.subject'),
    paragraphs: [t('mail.greeting', { name: reader.name }), text],
    closing: [t('mail.emailAsked.closing')],
  });
}

/** To the person whose password was changed. */
export async function mailPasswordChanged(tx: Tx, reader: Reader): Promise<void> {
  const language = languageOf(reader);
  const t = await tFor(language, 'accounts');
  await writeMail(tx, {
    to: reader.email,
    userId: reader.userId,
    kind: 'password-changed',
    language,
    subject: t('mail.passwordChanged.subject'),
    paragraphs: [t('mail.greeting', { name: reader.name }), t('mail.passwordChanged.text')],
    closing: [t('mail.passwordChanged.closing')],
  });
}
