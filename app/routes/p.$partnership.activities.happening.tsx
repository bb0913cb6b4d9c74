/** What is happening: now, today, this week, and what was just held; for a screen in a corridor and for a phone. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { activitiesPath } from '~/features/activities/activities';
import { readCountry } from '~/features/activities/forms.server';
import { whatHappens } from '~/features/activities/queries.server';
import { HappeningPage } from '~/features/activities/ui/happening-page';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useChanges } from '~/live/use-changes';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'now.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const { searchParams } = new URL(request.url);
  const country = readCountry(searchParams);
  const screen = searchParams.get('screen') === '1';
  const zone = person.timeZone;
  return {
    ...(await whatHappens(seat, { country, zone, now: new Date(), screen })),
    country,
    zone,
    screen,
    partnershipId: seat.partnershipId,
  };
}

export default function Happening() {
  const page = useLoaderData<typeof loader>();
  const updates = useChanges(page.partnershipId, ['activity']);
  return <HappeningPage {...page} updates={updates} list={activitiesPath(page.partnershipId)} />;
}
