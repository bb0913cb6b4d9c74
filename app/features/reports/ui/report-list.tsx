/** The reports that a member asked for: how far each is, and its files. */
import { Form as RemixForm } from '@remix-run/react';
import { Download, Trash2 } from 'lucide';
import { languageNames } from '~/i18n/languages';
import { useFormat, useT, When } from '~/i18n/react';
import { Button, buttonClasses } from '~/ui/button';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import type { ReportRow } from '../queries.server';
import { isUnderWay, reportFormats, reportPath, reportSteps } from '../reports';

export function ReportList({ reports, partnershipId }: { reports: readonly ReportRow[]; partnershipId: string }) {
  const t = useT('reports');
  if (reports.length === 0) return null;
  return (
    <Card title={t('ready.title')} flush className="mb-5">
      <p className="px-4 text-sm text-ink-soft sm:px-5">{t('ready.lead')}</p>
      <ul className="mt-2 divide-y divide-line">
        {reports.map((report) => (
          <ReportOne key={report.id} report={report} partnershipId={partnershipId} />
        ))}
      </ul>
    </Card>
  );
}

function ReportOne({ report, partnershipId }: { report: ReportRow; partnershipId: string }) {
  const t = useT('reports');
  const format = useFormat();
  const { id, number, language, state, askedAt, madeAt } = report;
  const name = languageNames[language as keyof typeof languageNames] ?? language;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{t('file.title', { number })}</p>
        <p className="text-sm text-ink-soft">
          {madeAt ? t('report.made', { date: format.dateTime(madeAt) }) : <When at={askedAt} />} ·{' '}
          {t('report.language', { language: name })}
        </p>
        {isUnderWay(state) ? <Progress report={report} /> : <Outcome report={report} />}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {state === 'ready' && !report.isOutdated
          ? reportFormats.map((one) => (
              <a
                key={one}
                href={reportPath(partnershipId, id, one)}
                download
                className={buttonClasses('quiet')}
                aria-label={t('action.of', { what: t(`action.${one}`), number })}
              >
                <Icon of={Download} className="size-4" />
                {t(`action.${one}`)}
              </a>
            ))
          : null}
        <RemixForm method="post">
          <input type="hidden" name="id" value={id} />
          {isUnderWay(state) ? (
            <Button type="submit" name="intent" value="cancel">
              {t('action.cancel')}
            </Button>
          ) : (
            <Button
              type="submit"
              name="intent"
              value="remove"
              look="plain"
              icon={<Icon of={Trash2} className="size-4" />}
              aria-label={t('action.remove', { number })}
            />
          )}
        </RemixForm>
      </div>
    </li>
  );
}

function Progress({ report: { state, step } }: { report: ReportRow }) {
  const t = useT('reports');
  const steps = reportSteps.length;
  const doing = reportSteps[Math.min(step, steps - 1)] ?? 'plan';
  const words = state === 'waiting' ? t('state.waiting') : t('step', { step: Math.min(step + 1, steps), steps, name: t(`step.${doing}`) });
  return (
    <div className="mt-1.5 grid max-w-md gap-1.5">
      <p className="text-sm">{words}</p>
      <progress aria-label={t('state.making')} max={steps} value={step} className="progress-bar" />
      <p className="text-sm text-ink-soft">{t('stays')}</p>
    </div>
  );
}

function Outcome({ report: { state, isOutdated } }: { report: ReportRow }) {
  const t = useT('reports');
  if (state === 'ready') return isOutdated ? <p className="text-sm text-warn">{t('report.outdated')}</p> : null;
  return <p className={state === 'failed' ? 'text-sm text-danger' : 'text-sm text-ink-soft'}>{t(`state.${state}`)}</p>;
}
