/** Reporting periods as a table; the coordinator adds, changes, locks and opens them. */
import { Form as RemixForm } from '@remix-run/react';
import { CalendarRange } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { Table, Td, Th } from '~/ui/table';
import type { Period } from '../../decisions';
import type { Problem } from '../../problems';
import { PeriodForm } from './period-form';

export interface PeriodRow extends Period {
  days: { first: string; last: string } | null;
  /** Number of the one that has to be locked before this one, or opened again where this one is locked. */
  waitsFor: number | null;
}

export interface PeriodsPageProps {
  periods: readonly PeriodRow[];
  mayDecide: boolean;
  /** The one whose form is open. */
  changing: string | null;
  refused: Refusal | null;
}

export interface Refusal {
  problems: Record<string, Problem>;
  missing: { problem: Problem; to: string | null; title: string; lang: string; isElsewhere: boolean }[];
  typed: Record<string, string>;
}

export function PeriodsPage({ periods, mayDecide, changing, refused }: PeriodsPageProps) {
  const t = useT('plan');
  const changed = periods.find(({ id }) => id === changing);
  return (
    <>
      <PageHeader title={t('periods.title')} lead={t('periods.lead')} back={{ to: '../plan', label: t('title') }} />
      {refused?.problems[''] ? <Refused refused={refused} /> : null}
      {periods.length > 0 ? (
        <PeriodTable periods={periods} mayDecide={mayDecide} />
      ) : (
        <Card flush>
          <EmptyState icon={<Icon of={CalendarRange} />} title={t('periods.empty')} example={t('periods.example')}>
            {t('periods.what')}
          </EmptyState>
        </Card>
      )}
      {mayDecide ? (
        <PeriodForm key={changing ?? `add-${periods.length}`} changed={changed} last={periods.at(-1)} refused={refused} />
      ) : null}
    </>
  );
}

function Refused({ refused: { problems, missing, typed } }: { refused: Refusal }) {
  const t = useT('plan');
  const [problem] = [problems['']];
  if (!problem) return null;
  return (
    <Notice tone="danger" live className="mb-5" title={t(problem)}>
      {missing.length > 0 ? (
        <ul className="mt-1 list-disc ps-5">
          {missing.map((one) => (
            <li key={`${one.to} ${one.problem}`}>
              {one.to ? (
                <Link to={one.to} lang={one.title ? one.lang : undefined}>
                  {one.title || t('untitled')}
                </Link>
              ) : null}{' '}
              {t(one.problem)}
            </li>
          ))}
        </ul>
      ) : null}
      {missing.length > 0 && missing.every(({ isElsewhere }) => isElsewhere) ? (
        <RemixForm method="post" className="mt-3 grid justify-items-start gap-2">
          <p>{t('periods.anywayWhat')}</p>
          <input type="hidden" name="id" value={typed.id} />
          <input type="hidden" name="anyway" value="1" />
          <Button type="submit" name="intent" value="lock-period" look="quiet">
            {t('periods.anyway')}
          </Button>
        </RemixForm>
      ) : null}
    </Notice>
  );
}

function PeriodTable({ periods, mayDecide }: Pick<PeriodsPageProps, 'periods' | 'mayDecide'>) {
  const t = useT('plan');
  const format = useFormat();
  const columns = [t('periods.period'), t('periods.months'), t('periods.days'), t('periods.reportDue'), t('periods.state')];
  return (
    <Table caption={t('periods.title')} columns={mayDecide ? [...columns, { head: t('periods.actions'), hidden: true }] : columns}>
      {periods.map((period, index) => (
        <tr key={period.id}>
          <Th className="whitespace-nowrap">{t('periods.one', { number: period.number })}</Th>
          <Td>
            {t('month', { number: period.startMonth })} – {t('month', { number: period.endMonth })}
          </Td>
          <Td>{period.days ? `${format.date(period.days.first)} – ${format.date(period.days.last)}` : '–'}</Td>
          <Td>{period.dueDate ? format.date(period.dueDate) : '–'}</Td>
          <Td>{period.locked ? <Badge tone="good">{t('periods.locked')}</Badge> : <Badge>{t('periods.open')}</Badge>}</Td>
          {mayDecide ? (
            <Td>
              <PeriodActions period={period} isLast={index === periods.length - 1} />
            </Td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}

function PeriodActions({ period, isLast }: { period: PeriodRow; isLast: boolean }) {
  const t = useT('plan');
  const { id, number, locked, waitsFor } = period;
  return (
    <RemixForm method="post" className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="id" value={id} />
      {waitsFor === null ? (
        <Button type="submit" name="intent" value={locked ? 'unlock-period' : 'lock-period'} look="quiet">
          {locked ? t('periods.unlock', { number }) : t('periods.lock', { number })}
        </Button>
      ) : (
        <span className="text-sm text-ink-soft">
          {locked ? t('periods.openBefore', { number: waitsFor }) : t('periods.lockBefore', { number: waitsFor })}
        </span>
      )}
      {locked ? null : (
        <Link to={`?change=${id}#form`} className="inline-flex min-h-8 items-center pointer-coarse:min-h-11">
          {t('periods.change', { number })}
        </Link>
      )}
      {isLast && !locked ? (
        <Button type="submit" name="intent" value="remove-period" look="danger">
          {t('periods.remove', { number })}
        </Button>
      ) : null}
    </RemixForm>
  );
}
