/** Forms of documents, checked at the edge. The messages are keys of the documents catalogue. */
import { z } from 'zod';
import { parseForm } from '~/kit/forms.server';
import { isListFilter, isTemplate, type ListFilter, limits, type TemplateName } from './documents';

export type FieldProblem = 'error.titleMissing' | 'error.titleLong' | 'error.choice';

const title = z
  .string({ error: 'error.titleMissing' })
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'error.titleMissing').max(limits.title, 'error.titleLong'));

const choice = z.string({ error: 'error.choice' }).min(1, 'error.choice').max(40, 'error.choice');
const place = z
  .string()
  .max(40, 'error.choice')
  .default('')
  .transform((id) => id || null);

const newDocument = z.object({
  title,
  template: z.custom<TemplateName>(isTemplate, 'error.choice'),
  language: choice,
  placeId: place,
});
export type NewDocument = z.infer<typeof newDocument>;

export function readNewDocument(form: FormData) {
  return parseForm<FieldProblem, typeof newDocument>(form, newDocument);
}

const details = z.object({ title, placeId: place });
export type Details = z.infer<typeof details>;

export function readDetails(form: FormData) {
  return parseForm<FieldProblem, typeof details>(form, details);
}

/** What the list was asked for; whatever makes no sense is left out, since people edit addresses and keep old ones. */
export function readListQuery(url: URL): { filter: ListFilter; query: string; page: number } {
  const filter = url.searchParams.get('show');
  const page = Number(url.searchParams.get('page') ?? 1);
  return {
    filter: isListFilter(filter) ? filter : 'all',
    query: (url.searchParams.get('q') ?? '').slice(0, limits.query),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}
