/** The history of an item, page by page: `?item=...&before=...`. */
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { itemHistory } from '~/features/plan/history.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { searchParams } = new URL(request.url);
  const before = searchParams.get('before') ?? undefined;
  const history = await itemHistory(seat, searchParams.get('item') ?? '', { before });
  return data(history, { headers: { 'Cache-Control': 'no-store' } });
}
