/** What is measured: the built server in a process of its own, with a partnership, people and two documents in a new folder. */
import { buildSession } from '~/features/accounts/testing';
import { documentPath, documentsPath } from '~/features/documents/documents';
import { seedUpdate } from '~/features/documents/live';
import type { RichNode } from '~/features/documents/rich-text';
import { buildDocument } from '~/features/documents/testing';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { documentRoom } from '~/live/wire';
import type { UpdateLog } from '../server/storage/update-log';
import type { ServerProcess } from '../tests/setup/server-process';
import { serveWith } from './served';

export interface World {
  server: ServerProcess;
  url: string;
  /** Cookie headers of two people who may write. */
  cookies: [string, string];
  /** Paths of pages. */
  home: string;
  list: string;
  small: string;
  large: string;
  close(): Promise<void>;
}

/** Plain words of several lengths; the same ones in every run. */
const WORDS =
  'the town and its people write a local strategy for integration with partners from six countries so that every person finds a home work school and health'.split(
    ' ',
  );

function sentence(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => WORDS[(from * 7 + index * 3) % WORDS.length]).join(' ');
}

const block = (type: string, text: string, attrs?: Record<string, unknown>): RichNode => ({
  type,
  ...(attrs && { attrs }),
  content: [{ type: 'text', text }],
});

/** 2,000 blocks: paragraphs of 26 words, every 20th a heading; a little over 50,000 words. */
export function largeText(blocks = 2000): RichNode {
  const content = Array.from({ length: blocks }, (_, index) =>
    index % 20 === 0 ? block('heading', sentence(index, 6), { level: 2 }) : block('paragraph', sentence(index, 26)),
  );
  return { type: 'doc', content };
}

const smallText = (): RichNode => ({
  type: 'doc',
  content: [block('heading', 'Minutes', { level: 1 }), ...[1, 2, 3, 4, 5].map((index) => block('paragraph', sentence(index, 26)))],
});

async function people(log: UpdateLog) {
  const first = await buildSession();
  const second = await buildSession();
  const { seat } = await buildMember({ person: first.person });
  await buildMember({ person: second.person, organisationId: seat.organisationId });
  const home = { partnershipId: seat.partnershipId, organisationId: seat.organisationId, sharedAt: new Date() };
  const small = await buildDocument({ ...home, title: 'Minutes of the kick-off' });
  const large = await buildDocument({ ...home, title: 'Local integration strategy' });
  for (let index = 0; index < 20; index++) await buildDocument({ ...home, title: `Record of workshop ${index + 1}` });
  const generationOf = (id: string) => db().languageVersion.findFirstOrThrow({ where: { documentId: id } });
  for (const [document, text] of [
    [small, smallText()],
    [large, largeText()],
  ] as const) {
    const { generation } = await generationOf(document.id);
    await log.seed(documentRoom(document.id, 'en'), generation, seedUpdate(text), Date.now());
  }
  return { cookies: [first.cookie, second.cookie] as [string, string], partnershipId: seat.partnershipId, small, large };
}

/** Makes the data, then starts the server on it. */
export async function openWorld(): Promise<World> {
  const { made, ...served } = await serveWith(people);
  const { cookies, partnershipId, small, large } = made;
  return {
    ...served,
    cookies,
    home: `/p/${partnershipId}`,
    list: documentsPath(partnershipId),
    small: documentPath(partnershipId, small.id, 'en'),
    large: documentPath(partnershipId, large.id, 'en'),
  };
}
