/**
 * How many notices the reader has not read in `?partnership=`: what the bell asks for. Null to everybody who has none there, and where there is no
 * such partnership: a page that has lost its seat asks once more, and a refusal would stand in the browser's list of errors.
 */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getSession } from '~/features/accounts/session.server';
import { countUnread } from '~/features/discussions/notices.server';
import { seatFor } from '~/features/partnerships/queries.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await getSession(request);
  const partnershipId = (new URL(request.url).searchParams.get('partnership') ?? '').replaceAll('\0', '');
  const seat = person && (await seatFor(person.userId, partnershipId));
  const counted = seat ? { unread: await countUnread(seat) } : null;
  return Response.json(counted, { headers: { 'Cache-Control': 'private, no-store' } });
}
