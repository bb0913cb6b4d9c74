/** One indicator: what it has come to, by whom and when, and the activities and values behind each number. */
import { Form as PlainForm } from '@remix-run/react';
import { useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Paging } from '~/ui/paging';
import { Table, Td, Th } from '~/ui/table';
import { TextArea, TextInput } from '~/ui/text-input';
import { isOfPeople, limits, type PartAsked } from '../indicators';
import type { IndicatorPage } from '../queries.server';
import { Bar } from './bar';
import { Remarks } from './dashboard';

/** Below the charts: a page of the list begins there. */
const LIST = 'activities';

interface Props {
  indicator: IndicatorPage;
}

interface FormProps extends Props {
  answer: FormAnswer | null;
  /** What the reader has sent last: its form is empty again. */
  sent: string;
}

/** The number, its baseline and its target. */
export function Standing({ indicator }: Props) {
  const t = useT('indicators');
  const format = useFormat();
  const { sum, baseline, baselineDate, target, progress } = indicator;
  return (
    <Card className="mb-6">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <div>
          <dt className="text-sm text-ink-soft">{t('column.value')}</dt>
          <dd className="text-2xl font-semibold tabular-nums">
            {format.number(sum.value)}
            <Remarks {...sum} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-soft">{t('column.target')}</dt>
          <dd className="text-2xl tabular-nums">{target === null ? t('noTarget') : format.number(target)}</dd>
        </div>
        {baseline === null || baselineDate === null ? null : (
          <div>
            <dt className="text-sm text-ink-soft">{t('column.baseline')}</dt>
            <dd className="text-2xl tabular-nums">
              {t('baselineOn', { value: format.number(baseline), date: format.date(baselineDate) })}
            </dd>
          </div>
        )}
      </dl>
      {progress === null ? null : (
        <div className="mt-3 max-w-md">
          <Bar part={progress} />
          <p className="mt-1 text-sm text-ink-soft">{t('percent', { percent: format.percent(Math.round(progress * 100) * 100) })}</p>
        </div>
      )}
      {isOfPeople(indicator.unit) ? <p className="mt-3 text-sm text-ink-soft">{t('exact')}</p> : null}
    </Card>
  );
}

/** What the numbers of the three divisions are called. */
function usePartNames({ by, language }: IndicatorPage): Record<PartAsked['axis'], (key: string) => { label: string; lang?: string }> {
  const t = useT('indicators');
  const format = useFormat();
  return {
    organisation: (key) => ({ label: by.organisation.find((row) => row.key === key)?.name || t('noOrganisation'), lang: language }),
    country: (key) => ({ label: key ? format.country(key) : t('noCountry') }),
    period: (key) => ({ label: key ? t('period', { number: key }) : t('noPeriod') }),
  };
}

/** The same number divided three ways: bars with the numbers beside them, each of which leads to the activities behind it. */
export function Charts({ indicator }: Props) {
  const t = useT('indicators');
  const { by } = indicator;
  const names = usePartNames(indicator);
  const titles = { organisation: t('by.organisation'), country: t('by.country'), period: t('by.period') };
  if (by.organisation.length === 0) return <p className="mb-6 text-ink-soft">{t('chart.none')}</p>;
  return (
    <div className="mb-6 grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
      {(['organisation', 'country', 'period'] as const).map((axis) => (
        <Chart
          key={axis}
          title={titles[axis]}
          rows={by[axis].map((row) => ({
            ...row,
            ...names[axis](row.key),
            to: row.activities > 0 && indicator.rule !== 'none' ? { search: `?by=${axis}.${row.key}`, hash: LIST } : null,
          }))}
        />
      ))}
    </div>
  );
}

interface ChartRow {
  key: string;
  label: string;
  lang?: string;
  value: number;
  leftOut: number;
  waiting: number;
  /** The activities behind it, where there are any. */
  to: { search: string; hash: string } | null;
}

function Chart({ title, rows }: { title: string; rows: readonly ChartRow[] }) {
  const t = useT('indicators');
  const format = useFormat();
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <Table
      caption={title}
      captionVisible
      columns={[t('column.name'), { head: t('column.value'), number: true }, { head: t('column.progress'), hidden: true }]}
    >
      {rows.map((row) => (
        <tr key={row.key}>
          <Th className="font-normal">
            {row.to ? (
              <Link to={row.to} lang={row.lang}>
                {row.label}
              </Link>
            ) : (
              <span lang={row.lang}>{row.label}</span>
            )}
            <Remarks {...row} />
          </Th>
          <Td number>{format.number(row.value)}</Td>
          <Td className="w-1/3">
            <Bar part={row.value / most} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

export function ActivitiesCard({ indicator, answer, sent }: FormProps) {
  const t = useT('indicators');
  const { activities, choices, mayDefine, language, unit, part } = indicator;
  const names = usePartNames(indicator);
  if (unit === 'text') return null;
  const of = part && names[part.axis](part.key);
  return (
    <Card title={<span id={LIST}>{t('activities')}</span>} className="mb-6">
      <p className="mb-3 max-w-2xl text-sm text-ink-soft">{t('activities.lead')}</p>
      <p className="mb-2 text-sm text-ink-soft">{activities === 0 ? t('activities.none') : t('activities.count', { count: activities })}</p>
      {of ? (
        <p className="mb-2 flex flex-wrap gap-x-4 text-sm">
          <span lang={of.lang} className="font-semibold">
            {of.label}
          </span>
          <Link to={{ search: '', hash: LIST }}>{t('activities.all')}</Link>
        </p>
      ) : null}
      {mayDefine && activities > 0 ? (
        // One form for all: one for each is slow to draw.
        <PlainForm method="post" preventScrollReset>
          <input type="hidden" name="intent" value="unlink" />
          <Contributions indicator={indicator} />
        </PlainForm>
      ) : (
        <Contributions indicator={indicator} />
      )}
      <Paging rows={activities} at={LIST} className="mb-4" />
      {mayDefine && choices.length > 0 ? (
        <Form answer={answer} key={sent} className="grid items-end gap-x-4 sm:grid-cols-[1fr_auto]">
          <input type="hidden" name="intent" value="link" />
          <Select
            name="activity"
            label={t('activities.link')}
            required
            empty={t('activities.choose')}
            options={choices.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}`, lang: language }))}
          />
          <div className="mb-5">
            <SubmitButton look="quiet">{t('activities.add')}</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}

/** What each activity adds; with a button to take it out, which sends the form around it. */
function Contributions({ indicator: { contributions, mayDefine, language } }: Props) {
  const t = useT('indicators');
  const format = useFormat();
  return (
    <ul className="mb-4 divide-y divide-line">
      {contributions.map(({ activity, amount, leftOut, uncounted, waits }) => (
        <li key={activity.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <Link to={activity.path} lang={language} className="min-w-0 wrap-anywhere">
            {activity.code} {activity.title}
          </Link>
          <span className="text-sm text-ink-soft">
            {waits
              ? t('adds.waits')
              : amount === null
                ? t(uncounted ? 'adds.uncounted' : 'adds.hidden')
                : [`${t('adds')}: ${format.number(amount)}`, leftOut > 0 ? t('leftOut', { count: leftOut }) : '']
                    .filter(Boolean)
                    .join('. ')}
          </span>
          {mayDefine ? (
            <Button type="submit" look="plain" name="activity" value={activity.id} className="ms-auto">
              {t('activities.unlink', { name: activity.code })}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export function ValuesCard({ indicator, answer, sent }: FormProps) {
  const t = useT('indicators');
  const format = useFormat();
  const { values, unit, mayMeasure, language } = indicator;
  return (
    <Card title={t('values')} className="mb-6">
      {isOfPeople(unit) ? <p className="mb-3 max-w-2xl text-sm text-ink-soft">{t('values.own')}</p> : null}
      {values.length === 0 ? <p className="mb-4 text-sm text-ink-soft">{t('values.none')}</p> : null}
      <ul className="mb-4 divide-y divide-line">
        {values.map((value) => (
          <li key={value.id} className="py-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {value.amount === null ? null : <span className="font-semibold tabular-nums">{format.number(value.amount)}</span>}
              <span className="text-sm text-ink-soft">
                {[format.date(value.day), value.organisation, value.country ? format.country(value.country) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {value.mayRemove ? (
                <PlainForm method="post" className="ms-auto" preventScrollReset>
                  <input type="hidden" name="intent" value="remove-value" />
                  <input type="hidden" name="value" value={value.id} />
                  <Button type="submit" look="plain">
                    {t('values.remove', { date: format.date(value.day) })}
                  </Button>
                </PlainForm>
              ) : null}
            </div>
            {value.text ? (
              <p lang={language} className="mt-1 max-w-2xl whitespace-pre-line wrap-anywhere">
                {value.text}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {mayMeasure ? <ValueForm key={sent} indicator={indicator} answer={answer} /> : null}
    </Card>
  );
}

function ValueForm({ indicator, answer }: Props & { answer: FormAnswer | null }) {
  const t = useT('indicators');
  const format = useFormat();
  const { unit, countries, ownCountry, language } = indicator;
  // The page has another one each time that it is asked for: this form keeps its own.
  const [newValue] = useState(indicator.newValue);
  return (
    <details className="group" open={answer !== null}>
      <summary className="inline-flex min-h-8 cursor-pointer items-center font-medium text-accent pointer-coarse:min-h-11">
        {t('values.add')}
      </summary>
      <Form answer={answer} className="mt-3 max-w-xl">
        <FormErrors />
        <input type="hidden" name="intent" value="value" />
        <input type="hidden" name="id" value={newValue} data-fresh />
        <div className="grid gap-x-4 sm:grid-cols-3">
          {unit === 'text' ? null : <TextInput name="amount" label={t('values.amount')} required inputMode="numeric" autoComplete="off" />}
          <TextInput name="day" label={t('values.day')} required autoComplete="off" />
          <Select
            name="country"
            label={t('values.where')}
            required
            empty={t('values.anyCountry')}
            defaultValue={ownCountry}
            options={countries.map((value) => ({ value, label: format.country(value) }))}
          />
        </div>
        <TextArea
          name="text"
          label={unit === 'text' ? t('values.text') : t('values.source')}
          required={unit === 'text'}
          maxLength={limits.note}
          lang={language}
        />
        <FormActions>
          <SubmitButton>{t('values.save')}</SubmitButton>
        </FormActions>
      </Form>
    </details>
  );
}
