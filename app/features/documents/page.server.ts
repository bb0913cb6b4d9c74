/** All that a document's page shows, asked for at once. */

import { type Asker, coordinatorNames } from '~/features/partnerships/queries.server';
import { lateFiles } from '~/kit/built-files.server';
import { documentRoom } from '~/live/wire';
import { personColour } from '~/ui/person-colours';
import { isTemplate } from './documents';
import { renderHtml } from './html';
import { can, canCreate } from './permissions';
import { documentFor, markedTextNow, personNames, placeOf } from './queries.server';
import { headingsOf, isBlank, isLong } from './rich-text';

/** The page of one language; throws the 404 answer where the person sees no such document. */
export async function documentPage(
  person: Asker & { name: string },
  asked: { partnership?: string; document?: string; language?: string },
) {
  const { document, seat } = await documentFor(person, asked.document, asked.partnership);
  const language = asked.language ?? '';
  const { text, mark } = await markedTextNow(document, language);
  const write = can(seat, 'write', document);
  const names = await personNames([document.updatedById]);
  const version = document.versions.find((one) => one.language === language);
  return {
    language,
    room: documentRoom(document.id, language),
    generation: version?.generation ?? 1,
    mark,
    html: renderHtml(text, { for: write ? 'writer' : 'page' }),
    headings: headingsOf(text),
    long: isLong(text.content),
    blank: isBlank(text),
    trashed: document.trashedAt !== null,
    editorFiles: lateFiles('app/features/documents/ui/editor/editor.tsx'),
    /** Why this person reads and does not write, and whom to ask; null for writers, and in the trash, where nobody writes. */
    reading: write || document.trashedAt ? null : { closed: seat.closed, ask: await coordinatorNames(seat) },
    me: { id: person.userId, name: person.name, colour: personColour(person.userId) },
    may: {
      write,
      share: can(seat, 'share', document),
      trash: can(seat, 'trash', document),
      copies: can(seat, 'restore-copy', document),
      duplicate: !document.trashedAt && isTemplate(document.template) && canCreate(seat, document.template),
    },
    document: {
      id: document.id,
      partnershipId: document.partnershipId,
      title: document.title,
      sourceLanguage: document.sourceLanguage,
      languages: ownFirst(
        document.sourceLanguage,
        document.versions.map((one) => one.language),
      ),
      organisation: document.organisation.name,
      shared: document.sharedAt !== null,
      place: placeOf(document),
      updatedAt: document.updatedAt,
      updatedBy: document.updatedById ? (names.get(document.updatedById) ?? null) : null,
    },
  };
}

/** The language that the document was begun in stands first. */
function ownFirst(own: string, languages: string[]): string[] {
  return [...languages].sort((a, b) => Number(b === own) - Number(a === own));
}
