/**
 * Is the room there, for this person? Asked by a page whose socket is refused, since a browser tells it no status; the answer is a header
 * of our own, so that no proxy's page is mistaken for it, and costs no page.
 */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { getSession } from '~/features/accounts/session.server';
import { documentRooms } from '~/features/documents/room.server';
import { kindOf, type RoomKinds } from '~/features/partnerships/rooms.server';
import { planRooms } from '~/features/plan/room.server';

const kinds: RoomKinds = { doc: documentRooms, plan: planRooms };
const STATUS = { open: 204, trashed: 410, none: 404, 'signed-out': 401 } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await getSession(request);
  const asked = params['*'] ?? '';
  const room = person ? ((await kindOf(kinds, asked)?.status(person, asked)) ?? 'none') : 'signed-out';
  return new Response(null, { status: STATUS[room], headers: { 'X-Koinon-Room': room, 'Cache-Control': 'no-store' } });
}
