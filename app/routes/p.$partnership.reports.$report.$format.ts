/** A report as a file, for the member who asked for it. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { reportFile } from '~/features/reports/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { bytes, mime, name } = await reportFile(await requireSession(request), params);
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="report.${params.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
