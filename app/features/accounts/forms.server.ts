/** Forms of accounts. Messages are keys of the catalogue. */
import { z } from 'zod';
import type { Catalogues } from '~/i18n/catalogues';
import { languages } from '~/i18n/languages';
import { tidy } from '~/kit/forms.server';
import { isZone } from '~/kit/zones';
import { AccountLimits, foldEmail, isEmail } from './accounts';

export type Message = keyof Catalogues['accounts'];
const key = (message: Message) => ({ error: message });

const email = z
  .string(key('email.missing'))
  .transform((text) => foldEmail(tidy(text)))
  .pipe(z.string().min(1, key('email.missing')).max(AccountLimits.email, key('email.tooLong')).refine(isEmail, key('email.wrong')));
const name = z
  .string(key('name.missing'))
  .transform(tidy)
  .pipe(z.string().min(1, key('name.missing')).max(AccountLimits.name, key('name.tooLong')));
const language = z.enum(languages, key('language.missing'));
const timeZone = z
  .string(key('timeZone.missing'))
  .max(AccountLimits.timeZone, key('timeZone.missing'))
  .refine(isZone, key('timeZone.missing'));
/** A password to compare with: only too long a one is refused before it is hashed. */
const password = z
  .string(key('password.missing'))
  .min(1, key('password.missing'))
  .max(4 * AccountLimits.password, key('password.tooLong'));

export const signInForm = z.object({ email, password, next: z.string().max(2000).optional() });
export const emailForm = z.object({ email });
export const newPasswordForm = z.object({ password });
export const profileForm = z.object({ name, language, timeZone });
export const passwordForm = z.object({ currentPassword: password, password });
export const emailChangeForm = z.object({ email, emailPassword: password });
export const deletionForm = z.object({ deletionPassword: password });
/** A box that is not ticked sends nothing. */
export const mailsForm = z.object({ atOnce: z.literal('on').optional(), daily: z.literal('on').optional() });
export const sessionForm = z.object({ sessionId: z.string().max(40) });
/** A whole new account; partnerships use it for invitations too. */
export const newAccountForm = z.object({ email, name, password, language, timeZone });
export const mayOpenForm = z.object({ userId: z.string().max(40), may: z.enum(['yes', 'no']) });

export type NewAccount = z.output<typeof newAccountForm>;
