/** The fields of a new account (`newAccountForm`): at first run, and for somebody who holds an invitation. */
import { useT } from '~/i18n/react';
import { TextInput } from '~/ui/text-input';
import { AccountLimits } from '../accounts';
import { LanguageSelect, TimeZoneSelect } from './locale-fields';
import { PasswordInput } from './password-input';

export interface NewAccountDefaults {
  name?: string;
  email?: string;
  language: string;
  timeZone: string;
}

interface NewAccountProps {
  defaults: NewAccountDefaults;
  /** The address is the one that the invitation names; the server takes no other. */
  emailFixed?: boolean;
  /** From `otherZones()` of time-zones.ts, on the server. */
  otherZones: readonly string[];
}

export function NewAccountFields({ defaults, emailFixed, otherZones }: NewAccountProps) {
  const t = useT('accounts');
  return (
    <>
      <TextInput
        name="name"
        label={t('name.label')}
        hint={t('name.hint')}
        defaultValue={defaults.name}
        maxLength={AccountLimits.name}
        autoComplete="name"
        required
      />
      <EmailInput defaultValue={defaults.email} fixed={emailFixed} />
      <PasswordInput name="password" label={t('password.label')} isNew />
      <LanguageSelect defaultValue={defaults.language} />
      <TimeZoneSelect defaultValue={defaults.timeZone} others={otherZones} asBrowser />
    </>
  );
}

/** @param label the usual one unless told */
export function EmailInput({
  label,
  defaultValue,
  autoComplete = 'username',
  fixed = false,
}: {
  label?: string;
  defaultValue?: string;
  autoComplete?: string;
  /** Shown and sent, and not to be changed here. */
  fixed?: boolean;
}) {
  const t = useT('accounts');
  return (
    <TextInput
      name="email"
      type="email"
      label={label ?? t('email.label')}
      hint={fixed ? t('email.fixed') : undefined}
      readOnly={fixed}
      defaultValue={defaultValue}
      maxLength={AccountLimits.email}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
    />
  );
}
