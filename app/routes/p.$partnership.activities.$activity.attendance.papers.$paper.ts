/** A signed list of an activity, for those who count in the organisation that put it in. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { paperFor } from '~/features/activities/attendance.server';
import { asDownload } from '~/kit/proofs.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  return asDownload(await paperFor(person, params.partnership, params.activity, params.paper ?? ''), 'list');
}
