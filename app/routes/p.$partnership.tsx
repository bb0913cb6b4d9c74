/** The frame around every page of a partnership; whoever has no seat in it gets the same 404 as for one that does not exist. */
import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { requireSession } from '~/features/accounts/session.server';
import { countUnread } from '~/features/discussions/notices.server';
import { Bell } from '~/features/discussions/ui/bell';
import { noteVisit } from '~/features/partnerships/home.server';
import { listNames, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { beside } from '~/kit/beside.server';
import { errorTitle, PageError, WholePageError } from '~/ui/error-page';
import { Frame } from '~/ui/frame/frame';

export const meta: MetaFunction<typeof loader> = errorTitle;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const [seat, partnerships] = await Promise.all([requireSeat(person, params.partnership), listNames(person)]);
  const partnership = partnerships.find(({ id }) => id === seat.partnershipId);
  if (!partnership) throw notFound();
  const [unread] = await Promise.all([countUnread(seat), beside('a visit', () => noteVisit(seat))]);
  return { partnership, partnerships, counted: { unread } };
}

/** Names change rarely: walking between pages of one partnership does not ask for them again. Where notices are read, there are fewer of them then. */
export function shouldRevalidate({ currentParams, currentUrl, nextParams, ...visit }: ShouldRevalidateFunctionArgs) {
  const reads = currentUrl.pathname.endsWith('/notices');
  return (
    currentParams.partnership !== nextParams.partnership || ((reads || visit.formMethod !== undefined) && visit.defaultShouldRevalidate)
  );
}

export default function InPartnership() {
  return (
    <PartnershipFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </PartnershipFrame>
  );
}

/** A page of this partnership that is not there, or failed: the reader keeps the frame. Without a seat there is no frame to keep. */
export function ErrorBoundary() {
  const here = useRouteLoaderData<typeof loader>('routes/p.$partnership');
  if (!here) return <WholePageError />;
  return (
    <PartnershipFrame {...here} failed>
      <PageError />
    </PartnershipFrame>
  );
}

type Here = SerializeFrom<typeof loader>;

function PartnershipFrame({ partnership, partnerships, counted, ...rest }: Here & { failed?: boolean; children: ReactNode }) {
  const bell = <Bell key={partnership.id} partnershipId={partnership.id} counted={counted} />;
  return <Frame {...{ partnership, partnerships, bell }} {...rest} />;
}
