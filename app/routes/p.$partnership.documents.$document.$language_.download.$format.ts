/** A document as a file: HTML that stands alone, or Markdown. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { downloadFor } from '~/features/documents/download.server';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const { bytes, mime, name } = await downloadFor(person, { ...params, origin: context.origin });
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="document.${name.split('.').at(-1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
