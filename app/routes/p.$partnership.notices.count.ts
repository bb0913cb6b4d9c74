/** How many notices the reader has not read: what the bell asks for. Null to everybody who has none here: a refusal would stand in the browser's list of errors. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getSession } from '~/features/accounts/session.server';
import { countUnread } from '~/features/discussions/notices.server';
import { seatFor } from '~/features/partnerships/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await getSession(request);
  const seat = person && (await seatFor(person.userId, params.partnership ?? ''));
  const counted = seat ? { unread: await countUnread(seat) } : null;
  return Response.json(counted, { headers: { 'Cache-Control': 'private, no-store' } });
}
