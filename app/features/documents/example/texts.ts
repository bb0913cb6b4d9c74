/**
 * The example documents: drafts that hold what public pages say about two real projects, and nothing else. What the pages do not
 * say is left open, as guidance to the writer.
 */

import type { RichNode } from '../rich-text';
import type { Filling } from '../templates/templates';

export interface DraftTexts {
  title: string;
  /** By section of the template, from 1. */
  sections: Record<number, Filling>;
}

type Part = string | { link: string; to: string } | { bold: string };

export function p(...parts: Part[]): RichNode {
  return {
    type: 'paragraph',
    content: parts.map((part) => {
      if (typeof part === 'string') return { type: 'text', text: part };
      if ('bold' in part) return { type: 'text', text: part.bold, marks: [{ type: 'bold' }] };
      return { type: 'text', text: part.link, marks: [{ type: 'link', attrs: { href: part.to } }] };
    }),
  };
}

/** Where the facts about @nclusion were read. */
export const ALZIRA = 'https://alziraoneurope.com/nclusion-amif';
