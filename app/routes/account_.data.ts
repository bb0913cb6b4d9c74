/** One's own data as a JSON file. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ownData } from '~/features/accounts/own-data.server';
import { requireSession } from '~/features/accounts/session.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  return new Response(JSON.stringify(await ownData(person), null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="koinon-my-data.json"',
      'Cache-Control': 'private, no-store',
    },
  });
}
