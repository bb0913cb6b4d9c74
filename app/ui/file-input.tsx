/** `<FileInput>`: one file, with label, hint and error as the other fields have them. */
import { describedBy, Field, type FieldProps } from './field';
import { useField } from './form';
import { controlClasses } from './text-input';

export function FileInput({
  name,
  label,
  hint,
  error,
  required,
  className,
  accept,
  onChange,
}: FieldProps & { accept: string; onChange?: () => void }) {
  const field = useField(name, error);
  return (
    <Field field={field} label={label} hint={hint} required={required} className={className}>
      <input
        type="file"
        accept={accept}
        {...describedBy(field, hint)}
        id={field.id}
        name={name}
        required={required}
        onChange={onChange}
        className={controlClasses}
      />
    </Field>
  );
}
