/** Evidence of an expense, for those who may see the expense. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { evidenceFor } from '~/features/budget/expenses.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const { bytes, mime, name } = await evidenceFor(person, params.partnership, params.expense ?? '', params.file ?? '');
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Length': String(bytes.length),
      // Never shown inside our own pages: a PDF may hold programs.
      'Content-Disposition': `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
