/**
 * Choosing: `<Select>` (one of many), `<RadioGroup>` (one of a few, all visible), `<CheckboxGroup>` (some), `<Checkbox>` (yes or no).
 * Native controls, so that they work without JavaScript and with every screen reader and phone.
 * A checkbox sends its `value` ("on" when none is given) or nothing.
 */
import { ChevronDown } from 'lucide';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';
import { classes } from './classes';
import { describedBy, Field, FieldError, FieldGroup, type FieldProps } from './field';
import { useField } from './form';
import { Icon } from './icon';
import { controlClasses } from './text-input';

export interface Option {
  value: string;
  label: string;
  /** A second line, in a soft tone; not shown in a `<Select>`. */
  hint?: ReactNode;
  disabled?: boolean;
  /** BCP 47, when the label is in another language than the page. */
  lang?: string;
}

type Native = 'name' | 'required' | 'className' | 'defaultValue' | 'defaultChecked';

export function Select({
  name,
  label,
  hint,
  error,
  required,
  className,
  options,
  defaultValue,
  empty,
  ...rest
}: FieldProps & {
  options: readonly Option[];
  defaultValue?: string;
  /** The words of a first choice that stands for "nothing chosen". */
  empty?: string;
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, Native>) {
  const field = useField(name, error);
  const typed = Array.isArray(field.typed) ? field.typed[0] : field.typed;
  return (
    <Field field={field} label={label} hint={hint} required={required} className={className}>
      <div className="relative">
        <select
          {...rest}
          {...describedBy(field, hint)}
          id={field.id}
          name={name}
          required={required}
          defaultValue={rest.value === undefined ? (typed ?? defaultValue ?? '') : undefined}
          className={classes(controlClasses, 'appearance-none pe-9')}
        >
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-ink-soft" />
      </div>
    </Field>
  );
}

const TICK = 'mt-0.5 size-[1.125rem] shrink-0 cursor-pointer accent-accent pointer-coarse:size-5 disabled:cursor-not-allowed';

/** One tick or dot with its words; the whole row can be pressed. */
function Choice({ label, hint, lang, ...rest }: InputHTMLAttributes<HTMLInputElement> & Pick<Option, 'label' | 'hint' | 'lang'>) {
  return (
    <label className="flex min-h-8 cursor-pointer items-start gap-2.5 py-1 text-[0.9375rem] has-disabled:cursor-not-allowed has-disabled:text-ink-faint pointer-coarse:min-h-11 pointer-coarse:py-2.5">
      <input {...rest} className={TICK} />
      <span lang={lang}>
        {label}
        {hint ? <span className="block text-sm text-ink-soft">{hint}</span> : null}
      </span>
    </label>
  );
}

export function Checkbox({
  name,
  label,
  hint,
  error,
  required,
  className,
  defaultChecked,
  value = 'on',
  ...rest
}: FieldProps & { defaultChecked?: boolean; value?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, Native | 'value'>) {
  const field = useField(name, error);
  return (
    <div className={classes('mb-5', className)}>
      <Choice
        {...rest}
        {...describedBy(field, null)}
        type="checkbox"
        id={field.id}
        name={name}
        value={value}
        required={required}
        defaultChecked={rest.checked === undefined ? (field.answered ? includes(field.typed, value) : defaultChecked) : undefined}
        label={label}
        hint={hint}
      />
      <FieldError field={field} />
    </div>
  );
}

interface GroupProps extends FieldProps {
  options: readonly Option[];
  disabled?: boolean;
}

export function CheckboxGroup({
  options,
  name,
  error,
  disabled,
  defaultValue = [],
  ...frame
}: GroupProps & { defaultValue?: readonly string[] }) {
  const field = useField(name, error);
  return (
    <FieldGroup {...frame} field={field}>
      {options.map((option) => (
        <Choice
          key={option.value}
          {...option}
          type="checkbox"
          name={name}
          disabled={disabled || option.disabled}
          defaultChecked={field.answered ? includes(field.typed, option.value) : defaultValue.includes(option.value)}
        />
      ))}
    </FieldGroup>
  );
}

export function RadioGroup({ options, name, error, disabled, defaultValue, ...frame }: GroupProps & { defaultValue?: string }) {
  const field = useField(name, error);
  return (
    <FieldGroup {...frame} field={field}>
      {options.map((option) => (
        <Choice
          key={option.value}
          {...option}
          type="radio"
          name={name}
          required={frame.required}
          disabled={disabled || option.disabled}
          defaultChecked={(field.typed ?? defaultValue) === option.value}
        />
      ))}
    </FieldGroup>
  );
}

function includes(typed: string | string[] | undefined, value: string): boolean {
  return Array.isArray(typed) ? typed.includes(value) : typed === value;
}
