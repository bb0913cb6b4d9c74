/** What a document is: templates, limits, and the address of its pages. Runs anywhere. */
import { pictureLimits } from '~/kit/picture-limits';

export const templateNames = ['strategy', 'minutes', 'workshop', 'blank'] as const;
export type TemplateName = (typeof templateNames)[number];

export function isTemplate(name: unknown): name is TemplateName {
  return (templateNames as readonly unknown[]).includes(name);
}

export const limits = {
  /** Characters of a title. */
  title: 200,
  /** Characters of a search. */
  query: 200,
  /** Documents shown on one page of the list. */
  listed: 50,
  /** Bytes of a picture as it is sent. */
  fileBytes: pictureLimits.bytes,
} as const;

/** An automatic copy is at least this much younger than the one before it. */
export const COPY_EVERY_MS = 3600_000;
/** A person's writing in a document is told at most once in this time. */
export const TELL_EVERY_MS = 3600_000;

export const listFilters = ['all', 'mine', 'organisation', 'shared', 'trash'] as const;
export type ListFilter = (typeof listFilters)[number];

export function isListFilter(name: unknown): name is ListFilter {
  return (listFilters as readonly unknown[]).includes(name);
}

export function documentsPath(partnershipId: string): string {
  return `/p/${partnershipId}/documents`;
}

/** The page that shows one language of a document. */
export function documentPath(partnershipId: string, documentId: string, language: string): string {
  return `${documentsPath(partnershipId)}/${documentId}/${language}`;
}

/** A file name that every system takes, made from a title: "Στρατηγική 2027: σχέδιο" gives "Στρατηγική 2027 σχέδιο". */
export function fileName(title: string, extension: string): string {
  const base = title
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .trim();
  return `${base || 'document'}.${extension}`;
}
