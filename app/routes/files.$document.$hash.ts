/** A picture of a document, for those who may read the document. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getSession } from '~/features/accounts/session.server';
import { pictureFor } from '~/features/documents/files.server';
import { notFound } from '~/features/partnerships/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await getSession(request);
  if (!person) throw notFound();
  const { bytes, mime } = await pictureFor(person, params.document ?? '', params.hash ?? '');
  const headers = {
    // Asked again each time: who reads with this browser next, and who may not read any more, gets nothing from its cache.
    'Cache-Control': 'private, no-cache',
    // The address holds the hash of the bytes: they never change.
    ETag: `"${params.hash}"`,
  };
  if (request.headers.get('If-None-Match') === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(bytes, {
    headers: { ...headers, 'Content-Type': mime, 'Content-Length': String(bytes.length), 'Content-Disposition': 'inline' },
  });
}
