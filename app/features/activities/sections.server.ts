/** Sections of documents that a consultation feeds, the strategy most of all. Who may not see a document does not see that one of its sections is linked. */
import { headingsFor, listTitles } from '~/features/documents/queries.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { limits } from './activities';
import { can } from './permissions';
import { type Outcome, refused } from './problems';
import { activityFor, thingOf } from './queries.server';
import { tell } from './telling.server';

export interface FedSection {
  id: string;
  title: string;
  document: { id: string; title: string };
  /** Of the text that it leads to. */
  language: string;
  block: string;
}

/** Sections to choose from. */
export interface ChosenDocument {
  id: string;
  title: string;
  lang: string;
  sections: { block: string; title: string }[];
}

/**
 * Those that are linked, the documents to choose from, and the sections of the one that was chosen which are not linked yet.
 * @param asked id of the document that was chosen
 */
export async function sectionsOf(person: Asker, seat: Seat, activityId: string, asked: string | null) {
  const [titles, rows] = await Promise.all([
    listTitles(seat),
    db().activitySection.findMany({ where: { activityId }, orderBy: { id: 'asc' } }),
  ]);
  const byId = new Map(titles.map((one) => [one.id, one]));
  const fed = rows.flatMap(({ id, title, documentId, language, block }): FedSection[] => {
    const document = byId.get(documentId);
    return document ? [{ id, title, language, block, document: { id: documentId, title: document.title } }] : [];
  });
  const found = asked === null ? undefined : byId.get(asked);
  const known = new Set(rows.filter(({ documentId }) => documentId === found?.id).map(({ block }) => block));
  const chosen: ChosenDocument | null = found
    ? { ...found, sections: (await headingsFor(person, found.id, seat.partnershipId)).filter(({ block }) => !known.has(block)) }
    : null;
  return { fed, documents: titles, chosen };
}

export type Sections = Awaited<ReturnType<typeof sectionsOf>>;

export type SectionDeed = { what: 'add'; document: string; blocks: string[] } | { what: 'remove'; id: string };

/** What a form beside the sections asks for; null where it is nothing of the kind. */
export function readSectionDeed(form: FormData): SectionDeed | null {
  const [intent, document, id] = [form.get('intent'), form.get('document'), form.get('section')];
  if (intent === 'add-sections' && typeof document === 'string')
    return { what: 'add', document, blocks: form.getAll('blocks').map(String) };
  return intent === 'remove-section' && typeof id === 'string' ? { what: 'remove', id } : null;
}

/** Links sections of a document that the person sees, or takes one out: the text stays as it is. */
export async function linkSections(person: Asker, partnershipId: string, activityId: string, deed: SectionDeed): Promise<Outcome> {
  // Read before: the text comes from its room.
  const headings = deed.what === 'add' ? await seenHeadings(person, partnershipId, deed.document) : [];
  return transact(async (tx) => {
    const { seat, row } = await activityFor(person, partnershipId, activityId, tx);
    if (!can(seat, 'write', thingOf(row))) throw notFound();
    if (deed.what === 'remove') {
      await tx.activitySection.deleteMany({ where: { activityId, id: deed.id } });
    } else {
      const known = await tx.activitySection.findMany({ where: { activityId }, select: { documentId: true, block: true } });
      const isKnown = (block: string) => known.some((one) => one.documentId === deed.document && one.block === block);
      if (headings === null) return refused('document', 'problem.documentGone');
      const added = headings.filter(({ block }) => deed.blocks.includes(block) && !isKnown(block));
      if (added.length === 0) return refused('blocks', 'problem.sectionMissing');
      if (known.length + added.length > limits.sections) return refused('blocks', 'problem.tooMany');
      const { sourceLanguage } = await tx.document.findUniqueOrThrow({ where: { id: deed.document }, select: { sourceLanguage: true } });
      await tx.activitySection.createMany({
        data: added.map(({ block, title }) => ({
          ...{ id: newId(), partnershipId, activityId, documentId: deed.document, language: sourceLanguage, block, title },
        })),
      });
    }
    await tell(tx, seat, thingOf(row), 'changed', { id: activityId, title: row.title });
    return { ok: true };
  });
}

/** Null: the person sees no such document. */
async function seenHeadings(person: Asker, partnershipId: string, document: string) {
  try {
    return await headingsFor(person, document, partnershipId);
  } catch (error) {
    if (error instanceof Response && error.status === 404) return null;
    throw error;
  }
}
