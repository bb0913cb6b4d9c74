/**
 * `<Field>` lays out one control with its label, hint and error; the ready-made controls are in text-input.tsx and choice.tsx.
 * For a control of your own: `const field = useField(name)` (form.tsx) and `<Field field={field} ...>` around it,
 * with `describedBy(field, hint)` on the control.
 */
import { CircleAlert } from 'lucide';
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import { classes } from './classes';
import type { useField } from './form';
import { Icon } from './icon';

export type FieldState = ReturnType<typeof useField>;

export interface FieldProps {
  name: string;
  label: string;
  /** One sentence below the label; an example or a format. */
  hint?: ReactNode;
  /** Overrides the sentence that the form's answer has for this field. */
  error?: string;
  required?: boolean;
  className?: string;
}

/** `aria-describedby` and `aria-invalid` of a control. */
export function describedBy(field: FieldState, hint: ReactNode) {
  const ids = [hint ? field.hintId : '', field.error ? field.errorId : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': field.error ? true : undefined };
}

/** Required is the rule, so what may stay empty says so. */
export function Optional({ required }: { required?: boolean }) {
  const t = useT('ui');
  return required ? null : <span className="font-normal text-ink-faint"> ({t('form.optional')})</span>;
}

export function Hint({ field, children }: { field: FieldState; children: ReactNode }) {
  return children ? (
    <p id={field.hintId} className="mt-0.5 text-sm text-ink-soft">
      {children}
    </p>
  ) : null;
}

export function FieldError({ field }: { field: FieldState }) {
  return field.error ? (
    <p id={field.errorId} className="mt-1.5 flex items-start gap-1.5 text-sm font-medium text-danger">
      <Icon of={CircleAlert} className="mt-0.5 size-4 shrink-0" />
      <span>{field.error}</span>
    </p>
  ) : null;
}

export function Field({
  field,
  label,
  hint,
  required,
  className,
  children,
}: Omit<FieldProps, 'name' | 'error'> & { field: FieldState; children: ReactNode }) {
  return (
    <div className={classes('mb-5', className)}>
      <label htmlFor={field.id} className="block text-sm font-medium text-ink">
        {label}
        <Optional required={required} />
      </label>
      <Hint field={field}>{hint}</Hint>
      <div className="mt-1.5">{children}</div>
      <FieldError field={field} />
    </div>
  );
}

/** Several controls with one question: a `fieldset` with its legend. */
export function FieldGroup({
  field,
  label,
  hint,
  required,
  className,
  children,
}: Omit<FieldProps, 'name' | 'error'> & { field: FieldState; children: ReactNode }) {
  return (
    <fieldset id={field.id} tabIndex={-1} className={classes('mb-5', className)} {...describedBy(field, hint)}>
      <legend className="text-sm font-medium text-ink">
        {label}
        <Optional required={required} />
      </legend>
      <Hint field={field}>{hint}</Hint>
      <div className="mt-1.5 grid gap-1">{children}</div>
      <FieldError field={field} />
    </fieldset>
  );
}
