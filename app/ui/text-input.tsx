/**
 * `<TextInput>` (one line) and `<TextArea>` (several), with label, hint and error: see form.tsx for how they find what was typed.
 * `defaultValue` is what the database has; what the reader typed in a refused attempt wins over it.
 */
import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { classes } from './classes';
import { describedBy, Field, type FieldProps } from './field';
import { useField } from './form';

/** The look of every boxed control. 16 px text: smaller makes phones zoom in. */
export const controlClasses =
  'block w-full min-h-9 rounded-control border border-line-strong bg-surface px-3 py-1.5 text-base text-ink placeholder:text-ink-faint disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-danger aria-invalid:border-2 pointer-coarse:min-h-11 sm:text-[0.9375rem]';

type Native = 'name' | 'required' | 'className';

function firstTyped(typed: string | string[] | undefined): string | undefined {
  return Array.isArray(typed) ? typed[0] : typed;
}

export function TextInput({
  name,
  label,
  hint,
  error,
  required,
  className,
  inputClassName,
  defaultValue,
  ...rest
}: FieldProps & { inputClassName?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, Native>) {
  const field = useField(name, error);
  return (
    <Field field={field} label={label} hint={hint} required={required} className={className}>
      <input
        type="text"
        {...rest}
        {...describedBy(field, hint)}
        id={field.id}
        name={name}
        required={required}
        defaultValue={rest.value === undefined ? (firstTyped(field.typed) ?? defaultValue) : undefined}
        className={classes(controlClasses, 'read-only:bg-sunken', inputClassName)}
      />
    </Field>
  );
}

export function TextArea({
  name,
  label,
  hint,
  error,
  required,
  className,
  rows = 4,
  defaultValue,
  ...rest
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Native>) {
  const field = useField(name, error);
  return (
    <Field field={field} label={label} hint={hint} required={required} className={className}>
      <textarea
        {...rest}
        {...describedBy(field, hint)}
        id={field.id}
        name={name}
        rows={rows}
        required={required}
        defaultValue={rest.value === undefined ? (firstTyped(field.typed) ?? defaultValue) : undefined}
        className={classes(controlClasses, 'resize-y leading-6 read-only:bg-sunken')}
      />
    </Field>
  );
}
