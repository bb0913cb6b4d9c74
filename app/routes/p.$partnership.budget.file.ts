/** Costs and person-months as a workbook, as far as the reader may see them. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { budgetDownload } from '~/features/budget/download.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { bytes, name } = await budgetDownload(await requireSession(request), params.partnership);
  return new Response(bytes, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="budget.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
