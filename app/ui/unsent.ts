/**
 * A form that was sent and did not arrive: nothing answered, the server failed, or the session was over. What was typed is kept in the
 * memory of this page (nowhere else: it may be private) and is in the form again when the person who typed it comes back to it.
 * Without JavaScript the browser's own way back does the same.
 */
/** Names a form's mark of itself (form.tsx), another one at each visit. */
export const SENT_BY = '_form';
/** Names the version of what is stored that a form was made from: another one when a colleague has saved meanwhile. */
const SEEN = 'seen';

interface Sent {
  path: string;
  /** Who typed it: somebody else who signs in here does not see it. */
  reader: string;
  /** By field name; no passwords, no files. */
  values: Record<string, string[]>;
  arrived: boolean;
}

/** The latest form that was sent; one at a time can be on its way. */
let last: Sent | null = null;

/** A form is being sent from this path. */
export function noteSent(form: HTMLFormElement, path: string, reader: string): void {
  last = { path, reader, values: valuesOf(form), arrived: true };
}

/** The page that follows was shown: there is nothing to bring back. */
export function noteArrived(): void {
  if (last?.arrived) last = null;
}

/** What follows a form is an error or a question who is there: it did not arrive. */
export function noteNotArrived(): void {
  if (last) last.arrived = false;
}

/** Is there anything typed on this path that did not arrive? */
export function isWaiting(path: string): boolean {
  return last !== null && !last.arrived && last.path === path;
}

/** Hands over, once, what was typed into this form and did not arrive; null where there is nothing of it. */
export function takeUnsent(form: HTMLFormElement, path: string, reader: string): Record<string, string[]> | null {
  if (!last || last.arrived || last.path !== path || last.reader !== reader) return null;
  const { values } = last;
  // Of several forms of a page it is the one that has all these fields, and says the same of itself in its hidden ones.
  const isThis = Object.keys(values).every((name) => form.elements.namedItem(name) !== null) && sameMarks(hiddenOf(form), values);
  if (!isThis) return null;
  last = null;
  return values;
}

function valuesOf(form: HTMLFormElement): Record<string, string[]> {
  const secret = new Set([...form.querySelectorAll<HTMLInputElement>('input[type="password"]')].map(({ name }) => name));
  const values: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || secret.has(name) || name === SENT_BY) continue;
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

function hiddenOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].filter(({ name }) => name !== SENT_BY);
}

/** A field that is another one at each visit (`data-fresh`) says nothing of which form it is. */
function sameMarks(hidden: HTMLInputElement[], values: Record<string, string[]>): boolean {
  return hidden.every(({ name, value, dataset }) => name === SEEN || dataset.fresh !== undefined || values[name]?.includes(value));
}
