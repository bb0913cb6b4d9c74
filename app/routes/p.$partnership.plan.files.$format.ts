/** The plan as a file. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { planDownload } from '~/features/plan/export.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const { bytes, mime, name } = await planDownload(person, params);
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="plan.${params.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
