/** Writes of documents: who asks comes first; what is not there for them, or not theirs to change, is the 404 answer. */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { fold } from '~/kit/fold';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { Close, documentRoom } from '~/live/wire';
import { replaceKeepingCopy } from './copies.server';
import { isTemplate, limits } from './documents';
import type { Details, FieldProblem, NewDocument } from './forms.server';
import { type Action, can, canCreate } from './permissions';
import { choicesFor, copyFor, type DocumentRow, documentFor, textNow } from './queries.server';
import { pictureOf } from './rendering/links';
import { type RichNode, walk, wordsOf } from './rich-text';
import { stateOf } from './state';
import { templateText } from './templates/templates';

/** The address of a document's page: id and language. */
export interface Made {
  id: string;
  language: string;
}

type Refused = { errors: Partial<Record<'language' | 'placeId', FieldProblem>> };

/** Begins a document of the member's own organisation. Refuses languages and places that the partnership does not have. */
export async function createDocument(seat: Seat, input: NewDocument): Promise<Made | Refused> {
  if (!canCreate(seat, input.template)) throw notFound();
  const { languages, places } = await choicesFor(seat);
  if (!languages.includes(input.language)) return { errors: { language: 'error.choice' } };
  if (!isPlace(input.placeId, places)) return { errors: { placeId: 'error.choice' } };
  const words = wordsOf(templateText(input.template, input.language));
  return transact((tx) => insertDocument(tx, seat, { ...input, languages: [input.language], words }));
}

function isPlace(placeId: string | null, places: { id: string }[]): boolean {
  return placeId === null || places.some(({ id }) => id === placeId);
}

interface Insert {
  title: string;
  template: string;
  language: string;
  languages: string[];
  placeId: string | null;
  /** How many words it begins with; 0 unless told. */
  words?: number;
}

/** The rows of a new document, with its first entry in the list of changes. */
export async function insertDocument(
  tx: Tx,
  seat: Pick<Seat, 'userId' | 'partnershipId' | 'organisationId'>,
  input: Insert,
): Promise<Made> {
  const { userId, partnershipId, organisationId } = seat;
  const { title, template, language, languages, placeId, words = 0 } = input;
  const id = newId();
  await tx.document.create({
    data: {
      id,
      partnershipId,
      organisationId,
      title,
      titleFolded: fold(title),
      template,
      placeId,
      sourceLanguage: language,
      createdById: userId,
      updatedById: userId,
      versions: { create: languages.map((one) => ({ id: newId(), partnershipId, language: one, words })) },
    },
  });
  await tell(tx, 'document.created', userId, { id, title, partnershipId, organisationId, sharedAt: null });
  return { id, language };
}

function tell(
  tx: Tx,
  action: string,
  actorId: string,
  document: Pick<DocumentRow, 'id' | 'title' | 'partnershipId' | 'organisationId' | 'sharedAt'>,
): Promise<void> {
  return recordChange(tx, {
    partnershipId: document.partnershipId,
    actorId,
    organisationId: document.sharedAt ? null : document.organisationId,
    action,
    subjectType: 'document',
    subjectId: document.id,
    subjectTitle: document.title,
  });
}

async function permitted(person: Asker, documentId: string | undefined, action: Action) {
  const found = await documentFor(person, documentId);
  if (!can(found.seat, action, found.document)) throw notFound();
  return found;
}

/** Gives the document another title and place. */
export async function changeDetails(person: Asker, documentId: string, input: Details): Promise<Refused | null> {
  const { document, seat } = await permitted(person, documentId, 'write');
  const { places } = await choicesFor(seat);
  if (!isPlace(input.placeId, places)) return { errors: { placeId: 'error.choice' } };
  const { title, placeId } = input;
  const now = new Date();
  await transact(async (tx) => {
    await tx.document.update({
      where: { id: documentId },
      data: { title, titleFolded: fold(title), placeId, updatedAt: now, updatedById: person.userId },
    });
    if (title !== document.title) await tell(tx, 'document.renamed', person.userId, { ...document, title });
  });
  return null;
}

/** Shows the document to the whole partnership. There is no way back: others may have built on it. */
export async function shareDocument(person: Asker, documentId: string): Promise<void> {
  const { document } = await permitted(person, documentId, 'share');
  const sharedAt = new Date();
  await transact(async (tx) => {
    await tx.document.update({ where: { id: documentId }, data: { sharedAt } });
    await tell(tx, 'document.shared', person.userId, { ...document, sharedAt });
  });
}

/** Puts the document into the trash; whoever has it open is told and leaves. */
export async function trashDocument(person: Asker, documentId: string): Promise<void> {
  const { document } = await permitted(person, documentId, 'trash');
  await transact(async (tx) => {
    await tx.document.update({ where: { id: documentId }, data: { trashedAt: new Date(), trashedById: person.userId } });
    await tell(tx, 'document.trashed', person.userId, document);
  });
  for (const { language } of document.versions) services().sync.revoke({ room: documentRoom(documentId, language) }, Close.deleted);
}

export async function restoreDocument(person: Asker, documentId: string): Promise<void> {
  const { document } = await permitted(person, documentId, 'restore');
  await transact(async (tx) => {
    await tx.document.update({ where: { id: documentId }, data: { trashedAt: null, trashedById: null } });
    await tell(tx, 'document.restored', person.userId, document);
  });
}

/**
 * A second document with the same text and pictures in all languages, seen by the member's own organisation until it is shared.
 * @param titled makes the copy's title from the old one, in the words of who asks
 */
export async function duplicateDocument(person: Asker, documentId: string, titled: (title: string) => string): Promise<Made> {
  const { document, seat } = await permitted(person, documentId, 'read');
  const { template } = document;
  if (document.trashedAt || !isTemplate(template) || !canCreate(seat, template)) throw notFound();
  const texts = await Promise.all(document.versions.map(async ({ language }) => ({ language, text: await textNow(document, language) })));
  const pictures = await db().documentFile.findMany({ where: { documentId } });
  const { partnershipId, placeId, sourceLanguage } = document;
  return transact(async (tx) => {
    const made = await insertDocument(tx, seat, {
      title: titled(document.title).slice(0, limits.title),
      template,
      placeId,
      language: sourceLanguage,
      languages: texts.map(({ language }) => language),
    });
    for (const { language, text } of texts) {
      await beginFrom(tx, { documentId: made.id, partnershipId, language, text: withOwnPictures(text, documentId, made.id) });
    }
    if (pictures.length > 0) {
      await tx.documentFile.createMany({
        data: pictures.map((row) => ({ ...row, id: newId(), documentId: made.id, createdAt: new Date() })),
      });
    }
    return made;
  });
}

/** Pictures are addressed through their document: those that lie with the one that is copied point at the copy. */
function withOwnPictures(text: RichNode, from: string, to: string): RichNode {
  const copy = structuredClone(text);
  walk(copy, (node) => {
    const picture = node.type === 'image' ? pictureOf(node.attrs?.src) : null;
    if (picture?.documentId === from && node.attrs) node.attrs.src = `/files/${to}/${picture.hash}`;
  });
  return copy;
}

/** What the room of a new document begins with, instead of its template. */
export async function beginFrom(
  tx: Tx,
  { documentId, partnershipId, language, text }: { documentId: string; partnershipId: string; language: string; text: RichNode },
): Promise<void> {
  const words = wordsOf(text);
  const state = new Uint8Array(stateOf(text));
  await tx.documentCopy.create({ data: { id: newId(), partnershipId, documentId, language, words, state } });
  await tx.languageVersion.update({ where: { documentId_language: { documentId, language } }, data: { words } });
}

/**
 * Gives the live document the text of an automatic copy, as one forward edit: nobody's connection is cut, and what is there now
 * is kept as a copy first.
 */
export async function restoreCopy(person: Asker, documentId: string, copyId: string): Promise<Made> {
  const { document, seat } = await permitted(person, documentId, 'restore-copy');
  const copy = await copyFor(seat, document, copyId);
  const version = document.versions.find(({ language }) => language === copy.language);
  if (!version) throw notFound();
  const { partnershipId } = document;
  await replaceKeepingCopy(
    { documentId, partnershipId, language: copy.language, generation: version.generation },
    person.userId,
    copy.text,
  );
  await transact((tx) => tell(tx, 'document.copy-restored', person.userId, document));
  return { id: documentId, language: copy.language };
}
