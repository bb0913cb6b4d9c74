/** Builders for tests: rows that are right unless the test says otherwise. */
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { fold } from '~/kit/fold';
import { newId } from '~/kit/ids';

interface Overrides {
  partnershipId?: string;
  organisationId?: string;
  createdById?: string;
  title?: string;
  template?: string;
  language?: string;
  sharedAt?: Date | null;
  trashedAt?: Date | null;
}

/** A document with one language version; makes a partnership with a coordinator unless it is told where. */
export async function buildDocument(overrides: Overrides = {}) {
  const { language = 'en', title = 'Strategy', template = 'blank', ...rest } = overrides;
  const home = rest.partnershipId && rest.organisationId ? rest : (await buildMember()).seat;
  const partnershipId = rest.partnershipId ?? (home.partnershipId as string);
  return db().document.create({
    data: {
      id: newId(),
      partnershipId,
      organisationId: home.organisationId as string,
      createdById: rest.createdById ?? 'nobody',
      title,
      titleFolded: fold(title),
      template,
      sourceLanguage: language,
      sharedAt: rest.sharedAt ?? null,
      trashedAt: rest.trashedAt ?? null,
      versions: { create: { id: newId(), partnershipId, language } },
    },
  });
}
