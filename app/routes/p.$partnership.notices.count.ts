/** How many notices the reader has not read: what the bell asks for when it hears of one. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getSession } from '~/features/accounts/session.server';
import { countUnread } from '~/features/discussions/notices.server';
import { requireSeat } from '~/features/partnerships/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await getSession(request);
  if (!person) return new Response(null, { status: 401 });
  const unread = await countUnread(await requireSeat(person, params.partnership));
  return Response.json({ unread }, { headers: { 'Cache-Control': 'private, no-store' } });
}
