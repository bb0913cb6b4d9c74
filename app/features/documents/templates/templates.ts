/** Templates as document JSON: one structure, the words of each language. */
import type { Language } from '~/i18n/languages';
import type { TemplateName } from '../documents';
import type { RichNode } from '../rich-text';
import { de } from './texts/de';
import { el } from './texts/el';
import { en } from './texts/en';
import { es } from './texts/es';
import { it } from './texts/it';
import { pl } from './texts/pl';
import type { SectionTexts, TemplateTexts } from './texts/texts';
import { tr } from './texts/tr';

export const texts: Record<Language, TemplateTexts> = { en, de, el, it, pl, es, tr };

/** Rows for writing in a table whose rows the template does not name. */
const EMPTY_ROWS = 3;

/** Have the templates words in this language? A partnership may write in many more than these. */
export function isTemplateLanguage(language: string): language is Language {
  return Object.hasOwn(texts, language);
}

/** The text that a new document begins with; in English where the language has no words of its own, which the form says beforehand. */
export function templateText(template: TemplateName, language: string): RichNode {
  if (template === 'blank') return { type: 'doc', content: [paragraph('')] };
  const sections = texts[isTemplateLanguage(language) ? language : 'en'][template];
  return { type: 'doc', content: sections.flatMap((section) => sectionBlocks(section)) };
}

/** What a draft writes into a section of a template. */
export interface Filling {
  /** Paragraphs and lists after the guidance. */
  blocks?: RichNode[];
  /** Cells of the section's tables, without the named first column. */
  cells?: string[][][];
  /** A second guidance: what is still missing. */
  missing?: string;
}

/** Heading, guidance, tables and lists of one section, with what a draft puts in. */
export function sectionBlocks({ title, guidance, tables = [], list }: SectionTexts, filling: Filling = {}): RichNode[] {
  const { blocks = [], cells = [], missing } = filling;
  return [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: title }] },
    { type: 'guidance', attrs: { text: guidance } },
    ...(missing ? [{ type: 'guidance', attrs: { text: missing } }] : []),
    // A place to write in comes first; without a list there is always one.
    ...(blocks.length > 0 ? blocks : list ? [] : [paragraph('')]),
    ...tables.map(({ header, rows }, index) => table(header, rows, cells[index])),
    ...(list ? [listOf(list.kind, list.items)] : []),
  ];
}

export function paragraph(text: string): RichNode {
  return { type: 'paragraph', ...(text ? { content: [{ type: 'text', text }] } : {}) };
}

/** A table with a header row; rows that have a name get it as their header cell. */
export function table(header: string[], rowNames?: string[], cells?: string[][]): RichNode {
  const cell = (type: string, text: string): RichNode => ({ type, content: [paragraph(text)] });
  const names = rowNames ?? Array.from({ length: cells?.length ?? EMPTY_ROWS }, () => null);
  const row = (name: string | null, index: number): RichNode => ({
    type: 'tableRow',
    content: header.map((_, column) =>
      column === 0 && name !== null
        ? cell('tableHeader', name)
        : cell('tableCell', cells?.[index]?.[name === null ? column : column - 1] ?? ''),
    ),
  });
  return { type: 'table', content: [{ type: 'tableRow', content: header.map((text) => cell('tableHeader', text)) }, ...names.map(row)] };
}

export function listOf(kind: 'numbered' | 'tasks' | 'bullets', items: string[]): RichNode {
  if (kind === 'tasks')
    return {
      type: 'taskList',
      content: items.map((text) => ({ type: 'taskItem', attrs: { checked: false }, content: [paragraph(text)] })),
    };
  const type = kind === 'numbered' ? 'orderedList' : 'bulletList';
  return { type, content: items.map((text) => ({ type: 'listItem', content: [paragraph(text)] })) };
}
