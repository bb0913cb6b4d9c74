/** Of the activities `?activity=` those whose attendance a device may keep for the time without a network: the service worker asks. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { keepable } from '~/features/activities/queries.server';
import { requireSeat } from '~/features/partnerships/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const asked = new URL(request.url).searchParams.getAll('activity');
  return Response.json(await keepable(seat, asked), { headers: { 'Cache-Control': 'private, no-store' } });
}
