/** The words of the templates; one file per language holds them. */

export interface SectionTexts {
  title: string;
  /** Tells the writer what belongs here. Shown while editing, never in reading or export. */
  guidance: string;
  /** Header cells of the section's tables. `rows`: what stands in the first column, one row each; without it the table has empty rows. */
  tables?: { header: string[]; rows?: string[] }[];
  /** Items to write on: numbered points, or tasks to tick. */
  list?: { kind: 'numbered' | 'tasks' | 'bullets'; items: string[] };
}

export interface TemplateTexts {
  /** The local integration strategy: 14 sections and the appendices. */
  strategy: SectionTexts[];
  minutes: SectionTexts[];
  workshop: SectionTexts[];
}
