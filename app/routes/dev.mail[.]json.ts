/** The mailbox of `/dev/mail` for scripts, with the same conditions. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { waitingMails } from '~/features/accounts/outbox.server';
import { requireSession } from '~/features/accounts/session.server';
import { canSendMail } from '~/kit/mail.server';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const mails = await waitingMails(await requireSession(request), context.origin);
  if (!mails || canSendMail()) throw new Response(null, { status: 404 });
  return Response.json(mails, { headers: { 'Cache-Control': 'private, no-store' } });
}
