/** A document without a language: its page in the reader's language where it has one, else in its own. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { documentPath } from '~/features/documents/documents';
import { documentFor } from '~/features/documents/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const { document } = await documentFor(person, params.document, params.partnership);
  const own = document.versions.some(({ language }) => language === person.language);
  return redirect(documentPath(document.partnershipId, document.id, own ? person.language : document.sourceLanguage));
}
