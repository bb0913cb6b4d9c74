/** Leads to what a notice tells of, from its page and from mails. Being there, it is read. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireSession } from '~/features/accounts/session.server';
import { openNotice } from '~/features/discussions/notices.server';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const path = await openNotice(seat, params.notice ?? '');
  if (!path) throw notFound();
  return redirect(path);
}
