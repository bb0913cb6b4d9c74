/** What a form says beside what is typed, for as long as it is shown. */
import { useRef } from 'react';
import { useField } from './form';

interface HiddenFieldProps {
  name: string;
  value: string | number;
  /** It says which of several forms this is, for what did not arrive and comes back. */
  isMark?: boolean;
}

/**
 * Says what it said when the form was made, or what came back with what was typed. It stays when the page is read again, which may know of a later version
 * that nobody who typed has seen, and when another form of the page was answered.
 */
export function HiddenField({ name, value, isMark = false }: HiddenFieldProps) {
  const typed = [useField(name).typed].flat()[0];
  const kept = useRef(String(value));
  if (typed !== undefined) kept.current = typed;
  return <input type="hidden" name={name} value={kept.current} data-fresh={isMark ? undefined : true} />;
}
