/** What a form says beside what is typed. */
import { useField } from './form';

interface HiddenFieldProps {
  name: string;
  value: string | number;
}

/** With what was typed comes back what it was typed with: a refused form, or one that did not arrive, is about the same as before. */
export function HiddenField({ name, value }: HiddenFieldProps) {
  const { typed } = useField(name);
  return <input type="hidden" name={name} value={[typed].flat()[0] ?? value} data-fresh />;
}
