/** A password field: password managers and pasting work, and with JavaScript what was typed can be shown. */
import { Eye, EyeOff } from 'lucide';
import { useEffect, useState } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { describedBy, Field, type FieldProps } from '~/ui/field';
import { useField } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { limitValues } from '../accounts';

interface PasswordInputProps extends Omit<FieldProps, 'hint' | 'required'> {
  /** A new one comes with a hint and is offered by password managers. */
  isNew?: boolean;
}

export function PasswordInput({ name, label, error, className, isNew }: PasswordInputProps) {
  const t = useT('accounts');
  const field = useField(name, error);
  const [shown, setShown] = useState(false);
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  const hint = isNew ? t('password.hint', { ...limitValues }) : undefined;
  return (
    <Field field={field} label={label} hint={hint} required className={className}>
      <div className="relative">
        <input
          {...describedBy(field, hint)}
          type={shown ? 'text' : 'password'}
          id={field.id}
          name={name}
          required
          autoComplete={isNew ? 'new-password' : 'current-password'}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className={classes(controlClasses, awake && 'pe-24')}
        />
        {awake ? (
          <button
            type="button"
            aria-pressed={shown}
            aria-controls={field.id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 end-0 inline-flex items-center gap-1.5 rounded-control px-3 text-sm text-ink-soft hover:text-ink"
          >
            {shown ? <Icon of={EyeOff} className="size-4" /> : <Icon of={Eye} className="size-4" />}
            {t(shown ? 'password.hide' : 'password.show')}
          </button>
        ) : null}
      </div>
    </Field>
  );
}
