/** The parts of the account page that change something typed: profile, address, password. */
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { Checkbox } from '~/ui/choice';
import { Form, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { TextInput } from '~/ui/text-input';
import { AccountLimits } from '../accounts';
import { LanguageSelect, TimeZoneSelect } from './locale-fields';
import { EmailInput } from './new-account-fields';
import { PasswordInput } from './password-input';

interface PartProps {
  /** What the server answered to this form. */
  answer?: FormAnswer;
}

interface ProfileFormProps extends PartProps {
  person: { name: string; language: string; timeZone: string };
  otherZones: readonly string[];
}

export function ProfileForm({ person, otherZones, answer }: ProfileFormProps) {
  const t = useT('accounts');
  return (
    <Card title={t('account.profile')}>
      <Form answer={answer}>
        <FormErrors />
        <TextInput
          name="name"
          label={t('name.label')}
          hint={t('name.hint')}
          defaultValue={person.name}
          maxLength={AccountLimits.name}
          autoComplete="name"
          required
        />
        <LanguageSelect defaultValue={person.language} />
        <TimeZoneSelect defaultValue={person.timeZone} others={otherZones} />
        <SubmitButton name="intent" value="profile">
          {t('account.saveProfile')}
        </SubmitButton>
      </Form>
    </Card>
  );
}

export function EmailForm({ email, canSend, answer }: PartProps & { email: string; canSend: boolean }) {
  const t = useT('accounts');
  return (
    <Card title={t('account.email')}>
      <p className="mb-4 text-sm">
        {t('account.emailNow', { email })} <span className="text-ink-soft">{t('account.emailText')}</span>
      </p>
      {canSend ? null : <Notice className="mb-4">{t('noMail')}</Notice>}
      <Form answer={answer}>
        <FormErrors />
        <EmailInput label={t('account.newEmail')} autoComplete="email" />
        <PasswordInput name="emailPassword" label={t('password.current')} />
        <SubmitButton look="quiet" name="intent" value="email">
          {t('account.changeEmail')}
        </SubmitButton>
      </Form>
    </Card>
  );
}

export function PasswordForm({ answer, email }: PartProps & { email: string }) {
  const t = useT('accounts');
  return (
    <Card title={t('account.password')}>
      <p className="mb-4 text-sm text-ink-soft">{t('account.passwordText')}</p>
      <Form answer={answer}>
        <FormErrors />
        {/* Password managers keep the new password with this name. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput name="currentPassword" label={t('password.current')} />
        <PasswordInput name="password" label={t('password.new')} isNew />
        <SubmitButton look="quiet" name="intent" value="password">
          {t('account.changePassword')}
        </SubmitButton>
      </Form>
    </Card>
  );
}

interface MailsFormProps {
  choices: { atOnce: boolean; daily: boolean };
  canSend: boolean;
}

/** Which mails come besides those that an account needs. */
export function MailsForm({ choices, canSend }: MailsFormProps) {
  const t = useT('accounts');
  return (
    <Card title={t('account.mails')}>
      <p className="mb-4 text-sm text-ink-soft">{t('account.mailsText')}</p>
      {canSend ? null : <Notice className="mb-4">{t('account.mailsNone')}</Notice>}
      <Form key={`${choices.atOnce}${choices.daily}`}>
        <Checkbox name="atOnce" label={t('account.mailAtOnce')} hint={t('account.mailAtOnceHint')} defaultChecked={choices.atOnce} />
        <Checkbox name="daily" label={t('account.mailDaily')} hint={t('account.mailDailyHint')} defaultChecked={choices.daily} />
        <SubmitButton look="quiet" name="intent" value="mails">
          {t('account.saveMails')}
        </SubmitButton>
      </Form>
    </Card>
  );
}
