/** The activities of a partnership. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarHeart, Plus } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { notReached } from '~/features/activities/equity.server';
import { readListQuery } from '~/features/activities/forms.server';
import { listActivities } from '~/features/activities/queries.server';
import { ActivityRow } from '~/features/activities/ui/activity-row';
import { EquityCard } from '~/features/activities/ui/equity-card';
import { ListTools } from '~/features/activities/ui/list-tools';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { lastInstead } from '~/kit/paging';
import { useChanges } from '~/live/use-changes';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { Paging } from '~/ui/paging';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
export const meta = pageTitle('activities', 'title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const url = new URL(request.url);
  const query = readListQuery(url.searchParams);
  const found = await listActivities(seat, query);
  const last = lastInstead(url, found.total);
  if (last) throw redirect(last);
  return { ...found, missed: await notReached(seat), query, partnershipId: seat.partnershipId };
}

export default function Activities() {
  const { activities, total, all, countries, language, missed, mayPlan, maySetRules, query, partnershipId } =
    useLoaderData<typeof loader>();
  const updates = useChanges(partnershipId, ['activity']);
  const t = useT('activities');
  const plan = mayPlan ? (
    <ButtonLink to="new" look="primary" icon={<Icon of={Plus} className="size-4" />}>
      {t('new')}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          <>
            {maySetRules ? (
              <ButtonLink to="counting" look="plain">
                {t('attendance.rules')}
              </ButtonLink>
            ) : null}
            <ButtonLink to="happening">{t('happening')}</ButtonLink>
            {plan}
          </>
        }
      />
      {all === 0 ? (
        <Card>
          <EmptyState icon={<Icon of={CalendarHeart} />} title={t('empty')} action={plan} example={t('emptyExample')}>
            {t('emptyWhat')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <ListTools key={JSON.stringify(query)} query={query} countries={countries} />
          <p role="status" className="mb-2 text-sm text-ink-soft">
            {t('found', { count: total })}
            {updates > 0 ? <span className="sr-only"> {t('updated')}</span> : null}
          </p>
          {total === 0 ? (
            <Card>
              <EmptyState title={t('nothingFound')} action={<Link to=".">{t('showAll')}</Link>}>
                {null}
              </EmptyState>
            </Card>
          ) : (
            <Card flush>
              <ul className="divide-y divide-line">
                {activities.map((activity) => (
                  <ActivityRow key={activity.id} activity={activity} language={language} to={activity.id} />
                ))}
              </ul>
            </Card>
          )}
          <Paging rows={total} />
          <EquityCard {...missed} language={language} />
        </>
      )}
    </>
  );
}
