/** What the partnership set out to reach, and how far it is. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChartColumn, Plus } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { listIndicators } from '~/features/indicators/queries.server';
import { Dashboard } from '~/features/indicators/ui/dashboard';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['indicators'] };
export const meta = pageTitle('indicators', 'title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  return { partnershipId: seat.partnershipId, ...(await listIndicators(seat)) };
}

export default function Indicators() {
  const { partnershipId, indicators, language, mayDefine } = useLoaderData<typeof loader>();
  const updates = useChanges(partnershipId, ['indicator', 'activity']);
  const t = useT('indicators');
  const add = mayDefine ? (
    <ButtonLink to="new" look="primary" icon={<Icon of={Plus} className="size-4" />}>
      {t('new')}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={indicators.length > 0 ? add : null} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('updated') : ''}
      </p>
      {indicators.length === 0 ? (
        <Card>
          <EmptyState icon={<Icon of={ChartColumn} />} title={t('empty')} action={add} example={t('emptyExample')}>
            {t('emptyWhat')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Dashboard indicators={indicators} language={language} />
          <p className="mt-6 max-w-2xl text-sm text-ink-soft">{t('everybody')}</p>
        </>
      )}
    </>
  );
}
