/** Reads of documents. Who asks comes first, and access is part of the `where`. */
import { type Seat, workingLanguageOf } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { db, type Prisma } from '~/kit/db.server';
import { foldedWords } from '~/kit/fold';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import { type ListFilter, limits } from './documents';
import { can, restorableBy, visibleTo } from './permissions';
import { headingsOf, type RichNode } from './rich-text';
import { readMarkedState, readState } from './state';
import { isTemplateLanguage } from './templates/templates';

/** What a document is read with: also the languages that say in which the name of its place is. */
const WITH_ALL = {
  versions: { orderBy: { createdAt: 'asc' } },
  organisation: true,
  place: true,
  partnership: { select: { languages: true } },
} satisfies Prisma.DocumentInclude;

/** A document that the person may read, and the seat that says so; throws the 404 answer otherwise. */
export async function documentFor(person: Asker, documentId: string | undefined, partnershipId?: string) {
  const document = documentId ? await db().document.findUnique({ where: { id: documentId }, include: WITH_ALL }) : null;
  if (!document || (partnershipId !== undefined && document.partnershipId !== partnershipId)) throw notFound();
  const seat = await requireSeat(person, document.partnershipId);
  if (!can(seat, 'read', document)) throw notFound();
  return { document, seat };
}

/** The name of a place, in the partnership's working language (BCP 47). */
export interface PlaceName {
  name: string;
  language: string;
}

export function placeOf({ place, partnership }: Pick<DocumentRow, 'place' | 'partnership'>): PlaceName | null {
  return place && { name: place.name, language: workingLanguageOf(partnership.languages) };
}

export type DocumentRow = Awaited<ReturnType<typeof documentFor>>['document'];

type Versioned = Pick<DocumentRow, 'id' | 'versions'>;

/** The text of one language as it is now, for reading; throws the 404 answer when the document has no such language. */
export async function textNow(document: Versioned, language: string): Promise<RichNode> {
  return readState(await stateNow(document, language));
}

/** The same, with its mark. */
export async function markedTextNow(document: Versioned, language: string) {
  return readMarkedState(await stateNow(document, language));
}

async function stateNow(document: Versioned, language: string): Promise<Uint8Array> {
  const version = document.versions.find((one) => one.language === language);
  if (!version) throw notFound();
  return services().sync.read(documentRoom(document.id, language), version.generation);
}

const FILTERS: Record<ListFilter, (seat: Seat) => Prisma.DocumentWhereInput> = {
  all: () => ({ trashedAt: null }),
  mine: ({ userId }) => ({ trashedAt: null, createdById: userId }),
  organisation: ({ organisationId }) => ({ trashedAt: null, organisationId }),
  shared: () => ({ trashedAt: null, sharedAt: { not: null } }),
  trash: restorableBy,
};

export interface ListedDocument {
  id: string;
  title: string;
  template: string;
  sourceLanguage: string;
  languages: string[];
  words: number;
  organisation: string;
  organisationName: string;
  country: string;
  place: PlaceName | null;
  shared: boolean;
  updatedAt: Date;
  /** Null: nobody has written in it yet, or the account is gone. */
  updatedBy: string | null;
  trashedAt: Date | null;
  canRestore: boolean;
}

/** Databases take these signs for "anything", each in its own way: by them alone nothing is found. */
const WILDCARD = /[%_\\]/;

function titleHolds(word: string): Prisma.DocumentWhereInput {
  return WILDCARD.test(word) ? { id: { in: [] } } : { titleFolded: { contains: word } };
}

/**
 * The documents that a member sees, the last changed first. Every word of the query must stand in the title; accents and capitals make no difference.
 * @param asked.page from 1
 */
export async function listDocuments(
  seat: Seat,
  asked: { filter: ListFilter; query: string; page: number },
): Promise<{ documents: ListedDocument[]; total: number }> {
  const where: Prisma.DocumentWhereInput = {
    AND: [visibleTo(seat), FILTERS[asked.filter](seat), ...foldedWords(asked.query).map(titleHolds)],
  };
  const [total, rows] = await Promise.all([
    db().document.count({ where }),
    db().document.findMany({
      where,
      include: WITH_ALL,
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limits.listed,
      skip: (asked.page - 1) * limits.listed,
    }),
  ]);
  const names = await personNames(rows.map(({ updatedById }) => updatedById));
  return {
    total,
    documents: rows.map((row) => ({
      id: row.id,
      title: row.title,
      template: row.template,
      sourceLanguage: row.sourceLanguage,
      languages: row.versions.map(({ language }) => language),
      words: row.versions.find(({ language }) => language === row.sourceLanguage)?.words ?? 0,
      organisation: row.organisation.shortName || row.organisation.name,
      organisationName: row.organisation.name,
      country: row.organisation.country,
      place: placeOf(row),
      shared: row.sharedAt !== null,
      updatedAt: row.updatedAt,
      updatedBy: row.updatedById ? (names.get(row.updatedById) ?? null) : null,
      trashedAt: row.trashedAt,
      canRestore: can(seat, 'restore', row),
    })),
  };
}

/** Names of people by id; deleted accounts have none. */
export async function personNames(ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const users = await db().user.findMany({ where: { id: { in: wanted }, deletedAt: null }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

export interface Choices {
  languages: string[];
  /** Those of them in which templates come in English. */
  inEnglish: string[];
  places: ({ id: string } & PlaceName)[];
}

/** What a new document can be about and be written in: the partnership's languages and places. */
export async function choicesFor(seat: Seat): Promise<Choices> {
  const { partnershipId } = seat;
  const partnership = await db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { languages: true } });
  const places = await db().place.findMany({ where: { partnershipId }, orderBy: { name: 'asc' }, select: { id: true, name: true } });
  const languages = partnership.languages.split(',').filter(Boolean);
  const language = workingLanguageOf(partnership.languages);
  return {
    languages,
    inEnglish: languages.filter((one) => !isTemplateLanguage(one)),
    places: places.map((place) => ({ ...place, language })),
  };
}

/** Whom a document shows itself to now: its own organisation and the coordinators, or everybody. Counts, not names. */
export async function audienceOf(document: DocumentRow): Promise<{ shared: boolean; organisation: string; people: number; all: number }> {
  const { partnershipId, organisationId } = document;
  const own = { partnershipId, OR: [{ organisationId }, { roles: { some: { role: 'coordinator' } } }] };
  const [people, all] = await Promise.all([db().member.count({ where: own }), db().member.count({ where: { partnershipId } })]);
  const shared = document.sharedAt !== null;
  return { shared, organisation: document.organisation.name, people: shared ? all : people, all };
}

/** The automatic copies of one language, newest first; for who may put one back. */
export async function listCopies(seat: Seat, document: DocumentRow, language: string) {
  if (!can(seat, 'restore-copy', document)) throw notFound();
  return db().documentCopy.findMany({
    where: { documentId: document.id, language },
    orderBy: { takenAt: 'desc' },
    select: { id: true, takenAt: true, words: true },
  });
}

/** One copy with its text; throws the 404 answer when it is not one of this document. */
export async function copyFor(seat: Seat, document: DocumentRow, copyId: string | undefined) {
  const copy = copyId ? await db().documentCopy.findFirst({ where: { id: copyId, documentId: document.id } }) : null;
  // What was handed in is read by whoever reads the document.
  if (!copy || !can(seat, copy.handedIn ? 'read' : 'restore-copy', document)) throw notFound();
  const { id, language, takenAt, words } = copy;
  const mayRestore = can(seat, 'restore-copy', document);
  return { id, language, takenAt, words, handedIn: copy.handedIn, mayRestore, text: readState(new Uint8Array(copy.state)) };
}

/** The documents that a member sees, by title: to choose one from, the last changed of very many. */
export async function listTitles(seat: Seat): Promise<{ id: string; title: string; lang: string }[]> {
  const rows = await db().document.findMany({
    where: { AND: [visibleTo(seat), { trashedAt: null }] },
    select: { id: true, title: true, sourceLanguage: true },
    orderBy: { updatedAt: 'desc' },
    take: limits.listed,
  });
  return rows.map(({ id, title, sourceLanguage }) => ({ id, title, lang: sourceLanguage })).sort((a, b) => a.title.localeCompare(b.title));
}

/** The headings of a document that the person sees, in the language that it was begun in; those alone that a link can lead to. */
export async function headingsFor(person: Asker, documentId: string | undefined, partnershipId: string | undefined) {
  const { document } = await documentFor(person, documentId, partnershipId);
  const text = await textNow(document, document.sourceLanguage);
  return headingsOf(text).flatMap(({ id, text: title }) => (id ? [{ block: id, title }] : []));
}
