/** The work plan of a partnership, in four views. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { planPage } from '~/features/plan/page.server';
import { LivePlan } from '~/features/plan/ui/live-plan';
import { useChanges } from '~/live/use-changes';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['plan', 'partnerships'], width: 'full' };
export const meta = pageTitle('plan', 'title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  return planPage(await requireSession(request), params.partnership);
}

/** Another view or filter needs nothing from the server: it is the same plan. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return currentUrl.href === nextUrl.href || formMethod !== undefined ? defaultShouldRevalidate : currentUrl.pathname !== nextUrl.pathname;
}

export default function Plan() {
  const page = useLoaderData<typeof loader>();
  useChanges(page.facts.partnershipId, ['plan', 'partnership', 'organisation', 'member']);
  return <LivePlan page={page} />;
}
