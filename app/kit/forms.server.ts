/** Forms at the edge: every field is text with a maximum, read once into typed values or into one error per field. */
import type { z } from 'zod';

/** What is wrong, by field (`''`: the form as a whole), and what was typed. Translated, it is the `FormAnswer` of app/ui/form.tsx. */
export interface Problems<Message extends string = string> {
  errors: Record<string, Message>;
  values: Record<string, string>;
}

export type Parsed<T, Message extends string> = { ok: true; data: T } | ({ ok: false } & Problems<Message>);

/** One line, without control characters: PostgreSQL refuses NUL, and a name or an address has no line ends. */
export const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const SECRET = /password/i;

/** The text fields of a form as they were typed: without passwords, files and the form's own marks. */
export function typedIn(form: FormData): Record<string, string> {
  const shown = ([name, value]: [string, FormDataEntryValue]) => typeof value === 'string' && !SECRET.test(name) && !name.startsWith('_');
  return Object.fromEntries([...form].filter(shown)) as Record<string, string>;
}

/** Reads a form. The schema's messages are keys of the feature's catalogue; the first one of each field is kept. */
export function parseForm<Message extends string, S extends z.ZodType>(form: FormData, schema: S): Parsed<z.output<S>, Message> {
  // No field of any form means NUL, and PostgreSQL cannot even look for it.
  const texts = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\0', ' ')]] : []));
  const fields = Object.fromEntries(texts);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, data: parsed.data };
  const errors: Record<string, Message> = {};
  for (const { path, message } of parsed.error.issues) errors[String(path[0] ?? '')] ??= message as Message;
  return { ok: false, errors, values: typedIn(form) };
}
