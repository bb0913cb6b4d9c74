/** A calendar of a plan, for programs: who has the address reads it, without a cookie. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { calendarEvents } from '~/features/activities/calendar.server';
import { readFeed } from '~/features/plan/feeds.server';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { origin, clientAddress } = context;
  const feed = await readFeed({ token: params.token ?? '', origin, clientAddress }, calendarEvents);
  if (!feed.ok) return new Response(null, { status: 429, headers: { 'Retry-After': String(feed.wait) } });
  const headers = {
    // Asked again each time: an address that was revoked is closed at once.
    'Cache-Control': 'private, no-cache',
    ETag: feed.etag,
    'X-Robots-Tag': 'noindex',
  };
  const known = request.headers
    .get('If-None-Match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === feed.etag || tag === '*')) return new Response(null, { status: 304, headers });
  return new Response(feed.body, {
    headers: { ...headers, 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="koinon.ics"' },
  });
}
