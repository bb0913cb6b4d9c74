/** A document of a running server, and a person who writes in it: for tests of processes, databases and disks. */
import sharp from 'sharp';
import * as Y from 'yjs';
import { buildSession } from '~/features/accounts/testing';
import { buildDocument } from '~/features/documents/testing';
import { buildMember } from '~/features/partnerships/testing';
import { db, openDatabase, setDb } from '~/kit/db.server';
import { setServices } from '~/kit/services.server';
import { DOCUMENT_ROOT, documentRoom } from '~/live/wire';
import { readSettings } from '../../server/settings';
import { RawClient } from '../live/clients';
import { recordingEvents } from './recording-events';
import { recordingSync } from './recording-sync';
import type { ServerProcess } from './server-process';

/** Opens the server's database in this process too, so that builders can make rows. */
export async function inDatabase<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const settings = readSettings(env as NodeJS.ProcessEnv);
  setServices({ settings, sync: recordingSync(), events: recordingEvents(), log: console });
  setDb(await openDatabase(settings));
  try {
    return await work();
  } finally {
    await db().$disconnect();
    setDb(null);
  }
}

/** A document and somebody who may write in it. `page` is its address. */
export function buildRoom(env: Record<string, string>): Promise<{ room: string; cookie: string; page: string }> {
  return inDatabase(env, async () => {
    const { person, cookie } = await buildSession();
    const { seat } = await buildMember({ person });
    const document = await buildDocument({ partnershipId: seat.partnershipId, organisationId: seat.organisationId });
    return { room: documentRoom(document.id, 'en'), cookie, page: `/p/${seat.partnershipId}/documents/${document.id}/en` };
  });
}

interface LivingRoom {
  room: string;
  cookie: string;
}

/** Puts a picture into the document, as the editor does it. @returns its address on the server */
export async function addPicture(server: ServerProcess, { room, cookie }: LivingRoom): Promise<string> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0f5e66' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'picture.png');
  const headers = { Cookie: cookie, Origin: server.url };
  const answer = await fetch(`${server.url}/files/${room.split('/')[1]}`, { method: 'POST', body: form, headers });
  if (answer.status !== 201) throw new Error(`The picture was not taken: ${answer.status}`);
  return ((await answer.json()) as { src: string }).src;
}

/** The picture as a reader of the document gets it. */
export async function pictureFrom(server: ServerProcess, { cookie }: { cookie: string }, src: string) {
  const answer = await fetch(`${server.url}${src}`, { headers: { Cookie: cookie } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()).toString('hex') };
}

/** A person in the room; `write` appends a paragraph, `words` is the text, a line per paragraph. */
export function join(server: ServerProcess, { room, cookie }: LivingRoom) {
  const client = new RawClient(server.url, { room, headers: { cookie } });
  const fragment = client.doc.getXmlFragment(DOCUMENT_ROOT);
  const write = (text: string) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    fragment.push([paragraph]);
  };
  // Without the marks: the server gives every paragraph its id later.
  const words = () => fragment.toString().replaceAll(/<[^>]*>/g, '\n');
  return { client, write, words };
}
