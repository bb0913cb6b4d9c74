/** The headings of a document, for whoever links a place in it to an item of the plan. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { headingsFor } from '~/features/documents/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  return headingsFor(await requireSession(request), params.document, params.partnership);
}
