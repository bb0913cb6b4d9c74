/** Evidence of an expense, for those who may see the expense. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { evidenceFor } from '~/features/budget/expenses.server';
import { asDownload } from '~/kit/proofs.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  return asDownload(await evidenceFor(person, params.partnership, params.expense ?? '', params.file ?? ''), 'evidence');
}
