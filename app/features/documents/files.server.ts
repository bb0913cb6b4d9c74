/** The pictures of a document: taken in by who may write it, given out to who may read it. */
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { db } from '~/kit/db.server';
import { files } from '~/kit/files.server';
import { newId } from '~/kit/ids';
import { decodePicture, type PictureProblem } from '~/kit/pictures.server';
import { can } from './permissions';
import { type DocumentRow, documentFor } from './queries.server';

export interface KeptPicture {
  src: string;
  width: number;
  height: number;
}

/** A document with so many pictures opens on no phone. */
const PICTURES_MAX = 500;

/**
 * Decodes, cleans and keeps a picture for a document.
 * @returns where it is, or what is wrong with it
 * @throws the 404 answer when the document is not there for this person, or not to be written
 */
export async function addPicture(person: Asker, documentId: string, bytes: Uint8Array): Promise<KeptPicture | PictureProblem | 'too-many'> {
  const { document } = await writable(person, documentId);
  if (await isFull(documentId)) return 'too-many';
  const picture = await decodePicture(bytes);
  if (typeof picture === 'string') return picture;
  const hash = await files().put(picture.bytes);
  const { mime, width, height } = picture;
  return keep(person, document, { hash, mime, width, height, bytes: picture.bytes.length });
}

async function writable(person: Asker, documentId: string) {
  const { document, seat } = await documentFor(person, documentId);
  if (!can(seat, 'write', document)) throw notFound();
  return { document };
}

async function isFull(documentId: string): Promise<boolean> {
  return (await db().documentFile.count({ where: { documentId } })) >= PICTURES_MAX;
}

interface FileRow {
  hash: string;
  mime: string;
  width: number;
  height: number;
  bytes: number;
}

async function keep(person: Asker, document: DocumentRow, row: FileRow): Promise<KeptPicture> {
  const { id: documentId, partnershipId } = document;
  try {
    await db().documentFile.create({ data: { id: newId(), partnershipId, documentId, uploadedById: person.userId, ...row } });
  } catch (error) {
    // Somebody put the same picture in before, or at this moment: it is there.
    if ((error as { code?: string }).code !== 'P2002') throw error;
  }
  return { src: `/files/${documentId}/${row.hash}`, width: row.width, height: row.height };
}

/**
 * Takes a picture over from another document, as a paste from there asks: the person reads that one and writes this one.
 * @throws the 404 answer when either is not so, or the other document has no such picture
 */
export async function takePictureOver(person: Asker, documentId: string, from: PictureElsewhere): Promise<KeptPicture | 'too-many'> {
  const { document } = await writable(person, documentId);
  await documentFor(person, from.document);
  const theirs = await db().documentFile.findUnique({ where: { documentId_hash: { documentId: from.document, hash: from.hash } } });
  if (!theirs) throw notFound();
  if (await isFull(documentId)) return 'too-many';
  const { mime, width, height, bytes } = theirs;
  return keep(person, document, { hash: theirs.hash, mime, width, height, bytes });
}

/** Where a picture to be taken over is. */
export interface PictureElsewhere {
  document: string;
  hash: string;
}

/** A picture of a document that the person may read; throws the 404 answer otherwise. */
export async function pictureFor(person: Asker, documentId: string, hash: string) {
  await documentFor(person, documentId);
  return unsafePicture(documentId, hash);
}

/** The picture without asking who reads: for code that has asked about the document. Throws the 404 answer when there is none. */
export async function unsafePicture(documentId: string, hash: string) {
  const row = await db().documentFile.findUnique({ where: { documentId_hash: { documentId, hash } } });
  const bytes = row && (await files().get(hash));
  if (!row || !bytes) throw notFound();
  return { mime: row.mime, bytes };
}
