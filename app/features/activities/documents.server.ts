/** Minutes and outputs of an activity: documents of the partnership with rooms and readers of their own. Who may not see one does not see that it is linked. */
import { listTitles } from '~/features/documents/queries.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { type DocumentKind, documentKinds, limits } from './activities';
import { can } from './permissions';
import { type Outcome, refused } from './problems';
import { activityFor, thingOf } from './queries.server';
import { tell } from './telling.server';

export interface LinkedDocument {
  id: string;
  title: string;
  /** The language that it was begun in. */
  lang: string;
  kind: DocumentKind;
}

/** Those that are linked, and those that may be. */
export async function documentsOf(seat: Seat, activityId: string) {
  const [titles, links] = await Promise.all([listTitles(seat), db().activityDocument.findMany({ where: { activityId } })]);
  const kinds = new Map(links.map(({ documentId, kind }) => [documentId, documentKinds.find((one) => one === kind) ?? 'output']));
  const linked = titles.flatMap((one): LinkedDocument[] => {
    const kind = kinds.get(one.id);
    return kind ? [{ ...one, kind }] : [];
  });
  return { linked, others: titles.filter(({ id }) => !kinds.has(id)) };
}

interface LinkDeed {
  what: 'link';
  document: string;
  kind: DocumentKind;
}
export type DocumentDeed = LinkDeed | { what: 'unlink'; document: string };

/** What a form beside the documents asks for; null where it is nothing of the kind. */
export function readDocumentDeed(form: FormData): DocumentDeed | null {
  const [intent, document, typed] = [form.get('intent'), form.get('document'), form.get('kind')];
  if (typeof document !== 'string') return null;
  const kind = documentKinds.find((one) => one === typed);
  if (intent === 'link' && kind) return { what: 'link', document, kind };
  return intent === 'unlink' ? { what: 'unlink', document } : null;
}

/** Links a document that the person sees, or takes a link out: the document stays as it is. */
export async function linkDocument(person: Asker, partnershipId: string, activityId: string, deed: DocumentDeed): Promise<Outcome> {
  const isSeen = (await listTitles(await requireSeat(person, partnershipId))).some(({ id }) => id === deed.document);
  return transact(async (tx) => {
    const { seat, row } = await activityFor(person, partnershipId, activityId, tx);
    if (!can(seat, 'write', thingOf(row))) throw notFound();
    if (deed.what === 'link' && !isSeen) return refused('document', 'problem.documentGone');
    const done = deed.what === 'link' ? await link(tx, row, deed) : await unlink(tx, activityId, deed.document);
    if (done.ok) await tell(tx, seat, thingOf(row), 'changed', { id: activityId, title: row.title });
    return done;
  });
}

interface Row {
  id: string;
  partnershipId: string;
}

async function link(tx: Tx, { id: activityId, partnershipId }: Row, { document, kind }: LinkDeed): Promise<Outcome> {
  const known = await tx.activityDocument.findMany({ where: { activityId }, select: { documentId: true } });
  if (known.some(({ documentId }) => documentId === document)) return refused('document', 'problem.documentGone');
  if (known.length >= limits.documents) return refused('document', 'problem.tooMany');
  await tx.activityDocument.create({ data: { partnershipId, activityId, documentId: document, kind } });
  return { ok: true };
}

async function unlink(tx: Tx, activityId: string, documentId: string): Promise<Outcome> {
  await tx.activityDocument.deleteMany({ where: { activityId, documentId } });
  return { ok: true };
}
