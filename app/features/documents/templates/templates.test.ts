import { describe, expect, test } from 'vitest';
import { languages } from '~/i18n/languages';
import { templateNames } from '../documents';
import { pilotNotes } from '../example/includ-eu';
import { strategyEl } from '../example/nclusion.el';
import { kickOffEn, strategyEn } from '../example/nclusion.en';
import { draft } from '../example.server';
import { renderHtml } from '../html';
import { checkTree, seedUpdate } from '../live';
import { headingsOf, type RichNode, textOf, walk } from '../rich-text';
import { readState } from '../state';
import { isTemplateLanguage, templateText, texts } from './templates';

const shape = (doc: RichNode): string[] => {
  const types: string[] = [];
  walk(doc, ({ type }) => {
    if (type !== 'text') types.push(type);
  });
  return types;
};

describe.each(languages)('in %s', (language) => {
  test.each(templateNames)('the template %s is a document that every editor can open', (template) => {
    const seed = seedUpdate(templateText(template, language));
    expect(checkTree(seed)).toBeNull();
    expect(shape(readState(seed))).toEqual(shape(templateText(template, language)));
  });

  test.each(templateNames)('the template %s has the structure of the English one and words of its own', (template) => {
    const own = templateText(template, language);
    const english = templateText(template, 'en');
    expect(shape(own)).toEqual(shape(english));
    if (language === 'en' || template === 'blank') return;
    for (const [index, section] of texts[language][template].entries()) {
      const original = texts.en[template][index];
      expect(section.guidance).not.toBe(original?.guidance);
      // "Vision" and "Agenda" are words of more than one language; guidance never is.
      expect(section.guidance.length).toBeGreaterThan(20);
    }
  });

  test('guidance is in no text that is read', () => {
    const strategy = templateText('strategy', language);
    for (const { guidance } of texts[language].strategy) {
      expect(textOf(strategy)).not.toContain(guidance);
      expect(renderHtml(strategy, { for: 'page' })).not.toContain(guidance);
    }
  });
});

test.each(['uk', 'ar', 'toString'])('a language without words of its own (%s) gets the English ones', (language) => {
  expect(isTemplateLanguage(language)).toBe(false);
  expect(templateText('minutes', language)).toEqual(templateText('minutes', 'en'));
});

test('the strategy has its 14 sections and the appendices', () => {
  expect(headingsOf(templateText('strategy', 'en')).map(({ text }) => text)).toHaveLength(15);
});

describe('the example drafts', () => {
  const drafts: [string, RichNode][] = [
    ['strategy in English', draft('strategy', 'en', strategyEn)],
    ['strategy in Greek', draft('strategy', 'el', strategyEl)],
    ['minutes', draft('minutes', 'en', kickOffEn)],
    ['pilot notes', pilotNotes],
  ];
  test.each(drafts)('%s opens in every editor', (_name, text) => expect(checkTree(seedUpdate(text))).toBeNull());

  test('hold the facts of their sources', () => {
    const text = textOf(draft('strategy', 'en', strategyEn));
    for (const fact of ['101141076', '1 April 2024', '“31/04/2027”', '1,430,071.05', '1,287,063.95', '143,007.10', 'Poland'])
      expect(text).toContain(fact);
    expect(textOf(draft('strategy', 'el', strategyEl))).toContain('1.430.071,05');
    expect(textOf(draft('minutes', 'en', kickOffEn))).toContain('Nicosia');
    expect(textOf(pilotNotes)).toContain('Greece, Spain, Italy and the Netherlands');
  });

  test('leave open what nobody said, as guidance and not as text', () => {
    expect(textOf(draft('strategy', 'en', strategyEn))).not.toMatch(/to be completed/i);
  });
});
