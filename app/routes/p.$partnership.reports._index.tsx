/** Reports on the reporting periods: what is missing before, and the text and the workbook that are made of each. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ClipboardList } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { requireSeat } from '~/features/partnerships/queries.server';
import { askForReport, cancelReport, removeReport } from '~/features/reports/commands.server';
import { reportsFor } from '~/features/reports/queries.server';
import { isUnderWay, reportsPath } from '~/features/reports/reports';
import { PeriodCards } from '~/features/reports/ui/periods-view';
import { ReportList } from '~/features/reports/ui/report-list';
import { isLanguage } from '~/i18n/languages';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import { Card, EmptyState } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['reports', 'plan'] };
export const meta = pageTitle('reports', 'title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  return reportsFor(await requireSession(request), params.partnership);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const [id, language] = [String(form.get('id') ?? ''), form.get('language')];
  switch (form.get('intent')) {
    case 'make': {
      const asked = await askForReport(seat, String(form.get('period') ?? ''), isLanguage(language) ? language : person.language);
      if (!asked.ok) return data({ problem: asked.problem }, { status: 400 });
      break;
    }
    case 'cancel':
      await cancelReport(seat, id);
      break;
    case 'remove':
      await removeReport(seat, id);
  }
  return redirect(reportsPath(seat.partnershipId));
}

export default function Reports() {
  const { partnershipId, periods, reports, language, mayDecide } = useLoaderData<typeof loader>();
  const refused = useFormAnswer<typeof action>();
  const updates = useChanges(partnershipId, ['report', 'plan', 'activity', 'budget']);
  const t = useT('reports');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('changed') : ''}
      </p>
      {refused ? (
        <Notice tone="danger" live className="mb-5">
          {t(refused.problem)}
        </Notice>
      ) : null}
      <ReportList reports={reports} partnershipId={partnershipId} />
      {periods.length > 0 ? (
        <>
          <PeriodCards periods={periods} language={language} busy={reports.some(({ state }) => isUnderWay(state))} />
          <p className="mt-5">
            <Link to={`/p/${partnershipId}/plan/periods`}>{mayDecide ? t('periods.link') : t('periods.show')}</Link>
          </p>
        </>
      ) : (
        <Card flush>
          <EmptyState
            icon={<Icon of={ClipboardList} />}
            title={t('empty')}
            example={t('emptyExample')}
            action={mayDecide ? <Link to={`/p/${partnershipId}/plan/periods`}>{t('periods.link')}</Link> : null}
          >
            {t('emptyWhat')}
          </EmptyState>
        </Card>
      )}
    </>
  );
}
