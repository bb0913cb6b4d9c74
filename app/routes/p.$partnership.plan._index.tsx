/** The work plan of a partnership, in four views. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react';
import { type ComponentType, lazy, Suspense, useCallback } from 'react';
import { requireSession } from '~/features/accounts/session.server';
import { plannedActivities } from '~/features/activities/queries.server';
import type { ThreadProps } from '~/features/discussions/ui/thread';
import { planPage } from '~/features/plan/page.server';
import type { Item } from '~/features/plan/plan';
import { ITEM_SUBJECT } from '~/features/plan/subject';
import { LivePlan } from '~/features/plan/ui/live-plan';
import { Part } from '~/features/plan/ui/panel/part';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan', 'partnerships'], width: 'full' };
export const meta = pageTitle('plan', 'title');

const Thread = lazy<ComponentType<ThreadProps>>(() =>
  import('~/features/discussions/ui/thread').then(
    ({ Thread: shown }) => ({ default: shown }),
    // Without the file there are no comments, but there is a plan.
    () => ({ default: MissingPart }),
  ),
);

function MissingPart() {
  const t = useT('plan');
  return <p className="text-sm text-warn">{t('missing.part')}</p>;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  return planPage(await requireSession(request), params.partnership, new URL(request.url).searchParams, plannedActivities);
}

/** Another view or filter needs nothing from the server: it is the same plan. A baseline is asked for. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const asked = (url: URL) => `${url.pathname} ${url.searchParams.get('baseline')}`;
  return currentUrl.href === nextUrl.href || formMethod !== undefined ? defaultShouldRevalidate : asked(currentUrl) !== asked(nextUrl);
}

export default function Plan() {
  const page = useLoaderData<typeof loader>();
  const { facts, me, may } = page;
  const { partnershipId, people, organisations } = facts;
  const t = useT('plan');
  useChanges(partnershipId, ['plan', 'partnership', 'organisation', 'member', 'activity']);
  const about = useCallback(
    ({ id }: Item) => (
      <Part title={t('panel.comments')}>
        <Suspense>
          <Thread
            partnershipId={partnershipId}
            subject={{ type: ITEM_SUBJECT, id }}
            me={me.id}
            may={{ comment: may.comment }}
            people={people.map((person) => ({
              userId: person.id,
              name: person.name,
              organisation: organisations.find((one) => one.id === person.organisationId)?.name ?? '',
            }))}
          />
        </Suspense>
      </Part>
    ),
    [t, partnershipId, me.id, may.comment, people, organisations],
  );
  return <LivePlan page={page} about={about} />;
}
