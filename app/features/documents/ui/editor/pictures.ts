/** Pictures on their way into the text: sent to the server, which decodes and cleans them, before anything is inserted. */
import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { limits } from '../../documents';
import type { RelativeSelection } from './collaboration/binding';

export interface Picture {
  src: string;
  width: number;
  height: number;
}

/** What the browser can show and the server takes. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];

export function picturesIn(files: FileList | readonly File[] | null | undefined): File[] {
  return [...(files ?? [])].filter((file) => PICTURE_TYPES.includes(file.type));
}

/** Why a picture was not taken: a code for the message, or the server's own sentence about it. */
export type PictureProblem = 'too-large' | 'not-a-picture' | 'offline' | 'signedOut' | 'gone' | { said: string };

export class PictureError extends Error {
  override readonly name = 'PictureError';
  constructor(readonly problem: PictureProblem) {
    super('The picture was not taken.');
  }
}

/** Sends one file. @throws PictureError */
export async function sendPicture(documentId: string, file: File): Promise<Picture> {
  // What the server would refuse need not travel first.
  if (file.size > limits.fileBytes) throw new PictureError('too-large');
  const body = new FormData();
  body.set('file', file);
  return post(documentId, body);
}

/** Asks the server to give this document a picture that another one has. @throws PictureError */
export function takePictureOver(documentId: string, from: { documentId: string; hash: string }): Promise<Picture> {
  return post(documentId, new URLSearchParams({ document: from.documentId, hash: from.hash }));
}

async function post(documentId: string, body: FormData | URLSearchParams): Promise<Picture> {
  let response: Response;
  try {
    response = await fetch(`/files/${documentId}`, { method: 'POST', body, redirect: 'manual' });
  } catch {
    // The network is gone; nothing was inserted, so nothing has to be taken back.
    throw new PictureError('offline');
  }
  if (!response.ok) throw new PictureError(await problemOf(response));
  const { src, width, height } = (await response.json()) as Picture;
  return { src, width, height };
}

async function problemOf(response: Response): Promise<PictureProblem> {
  // Who is not signed in is sent to the page where one signs in.
  if (response.type === 'opaqueredirect' || response.status === 401) return 'signedOut';
  if (response.status === 404 || response.status === 403) return 'gone';
  if (response.status >= 500) return 'offline';
  const said = await response.json().then(
    (answer: { error?: unknown }) => answer?.error,
    () => null,
  );
  if (typeof said === 'string') return { said };
  return response.status === 413 ? 'too-large' : 'not-a-picture';
}

/** Where the picture shall go, in a way that survives what is written while it is on its way. */
export function rememberPlace(editor: Editor, pos: number): RelativeSelection['anchor'] | null {
  return editor.storage.collaboration.binding.relative(pos);
}

export function insertPicture(editor: Editor, place: RelativeSelection['anchor'] | null, picture: Picture & { alt: string }): void {
  const pos = place && editor.storage.collaboration.binding.absolute(place);
  const { src, alt, width, height } = picture;
  editor
    .chain()
    .focus()
    .insertContentAt(pos ?? editor.state.selection.to, { type: 'image', attrs: { src, alt, width, height } })
    .command(({ tr }) => {
      writeAfter(tr);
      return true;
    })
    .run();
}

/** The caret goes behind the picture: while the picture itself is selected, the next letter would take its place. */
function writeAfter(tr: Transaction): void {
  if (!(tr.selection instanceof NodeSelection)) return;
  const { $to } = tr.selection;
  if (!$to.nodeAfter?.isTextblock) {
    const paragraph = tr.doc.type.schema.nodes.paragraph?.create();
    if (paragraph) tr.insert($to.pos, paragraph);
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve($to.pos), 1)).scrollIntoView();
}
