import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { buildMember } from '~/features/partnerships/testing';
import { services } from '~/kit/services.server';
import { documentRoom } from '~/live/wire';
import { downloadFor } from './download.server';
import type { RichNode } from './rich-text';
import { stateOf } from './state';
import { buildDocument } from './testing';

test.each(['html', 'markdown'])('a link into this site is none into nowhere in a %s file', async (format) => {
  const { person, seat } = await buildMember({ roles: 'editor' });
  const document = await buildDocument(seat);
  const linked: RichNode = { type: 'text', text: 'plan', marks: [{ type: 'link', attrs: { href: '/p/x/documents' } }] };
  const state = stateOf({ type: 'doc', content: [{ type: 'paragraph', content: [linked] }] });
  await services().sync.edit(documentRoom(document.id, 'en'), 1, person.userId, (doc) => Y.applyUpdate(doc, state));
  const asked = { document: document.id, language: 'en', format, origin: 'https://koinon.example' };
  expect((await downloadFor(person, asked)).bytes).toContain('https://koinon.example/p/x/documents');
});
