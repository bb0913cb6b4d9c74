/** Documents of the example partnerships, made where the partnership has none yet. */
import type { ExamplePart } from '~/features/partnerships/example.server';
import type { Language } from '~/i18n/languages';
import { db, type Tx, transact } from '~/kit/db.server';
import { beginFrom, insertDocument } from './commands.server';
import { pilotNotes, pilotNotesTitle } from './example/includ-eu';
import { strategyEl } from './example/nclusion.el';
import { kickOffEn, strategyEn } from './example/nclusion.en';
import type { DraftTexts } from './example/texts';
import type { RichNode } from './rich-text';
import { sectionBlocks, texts } from './templates/templates';

/** Whose documents they are. */
interface Home {
  userId: string;
  partnershipId: string;
  organisationId: string;
}

/** The strategy (English and Greek), the minutes of the kick-off and the notes on the pilots, shared with their partnerships. */
export const exampleDocuments: ExamplePart = async ({ key, partnershipId, users, organisations }) => {
  if ((await db().document.count({ where: { partnershipId } })) > 0) return;
  const home = (person: string, organisation: string): Home => ({
    userId: users[person] ?? '',
    organisationId: organisations[organisation] ?? '',
    partnershipId,
  });
  await transact(
    async (tx) => {
      switch (key) {
        case 'nclusion':
          await add(tx, home('anna', 'anel'), 'minutes', { en: { title: kickOffEn.title, text: draft('minutes', 'en', kickOffEn) } });
          return add(tx, home('anna', 'anel'), 'strategy', {
            en: { title: strategyEn.title, text: draft('strategy', 'en', strategyEn) },
            el: { title: strategyEl.title, text: draft('strategy', 'el', strategyEl) },
          });
        case 'includ-eu':
          return add(tx, home('manos', 'crete'), 'blank', { en: { title: pilotNotesTitle, text: pilotNotes } });
      }
    },
    { timeout: 30_000 },
  );
};

export function draft(template: 'strategy' | 'minutes', language: Language, { sections }: DraftTexts): RichNode {
  return { type: 'doc', content: texts[language][template].flatMap((section, index) => sectionBlocks(section, sections[index + 1])) };
}

type Versions = Partial<Record<Language, { title: string; text: RichNode }>>;

async function add(tx: Tx, home: Home, template: string, versions: Versions): Promise<void> {
  const [first] = Object.entries(versions);
  if (!first) return;
  const [language, { title }] = first;
  const made = await insertDocument(tx, home, {
    title,
    template,
    language,
    languages: Object.keys(versions),
    placeId: null,
  });
  for (const [code, { text }] of Object.entries(versions)) {
    await beginFrom(tx, { documentId: made.id, partnershipId: home.partnershipId, language: code, text });
  }
  await tx.document.update({ where: { id: made.id }, data: { sharedAt: new Date() } });
  await tx.change.updateMany({ where: { subjectId: made.id }, data: { organisationId: null } });
}
