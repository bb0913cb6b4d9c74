/** Each reporting period: its days, what is missing in it, and a button that has its report made. */
import { CircleCheck } from 'lucide';
import { languageNames, languages } from '~/i18n/languages';
import { useFormat, useLocale, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, SubmitButton } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import type { MissingLine } from '../missing.server';
import type { ReportsPage } from '../queries.server';

type PeriodCard = ReportsPage['periods'][number];

/** Missing things that are seen without opening the list. */
const SHOWN = 8;

export function PeriodCards({ periods, language, busy }: { periods: readonly PeriodCard[]; language: string; busy: boolean }) {
  return (
    <div className="grid gap-5">
      {periods.map((period) => (
        <PeriodOne key={period.id} period={period} language={language} busy={busy} />
      ))}
    </div>
  );
}

function PeriodOne({ period, language, busy }: { period: PeriodCard; language: string; busy: boolean }) {
  const t = useT('reports');
  const format = useFormat();
  const { id, number, days, dueDate, locked, missing } = period;
  const facts = [
    days ? `${format.date(days.first)} – ${format.date(days.last)}` : '',
    dueDate ? t('period.due', { date: format.date(dueDate) }) : '',
  ].filter(Boolean);
  return (
    <Card title={t('period.one', { number })} action={locked ? <Badge tone="good">{t('locked')}</Badge> : <Badge>{t('open')}</Badge>}>
      {facts.length > 0 ? <p className="text-ink-soft">{facts.join(' · ')}</p> : null}
      {locked ? null : <MissingList number={number} missing={missing} language={language} />}
      {days ? <MakeForm id={id} number={number} busy={busy} /> : null}
    </Card>
  );
}

function MissingList({ number, missing, language }: { number: number; missing: readonly MissingLine[]; language: string }) {
  const t = useT('reports');
  if (missing.length === 0)
    return (
      <p className="mt-3 flex items-center gap-2">
        <Icon of={CircleCheck} className="size-4 text-good" />
        {t('missing.none')}
      </p>
    );
  const [first, rest] = [missing.slice(0, SHOWN), missing.slice(SHOWN)];
  return (
    <section aria-label={t('missing.title', { number })} className="mt-3">
      <p className="font-medium">{t('missing.count', { count: missing.length })}</p>
      <MissingLines lines={first} language={language} />
      {rest.length > 0 ? (
        <details>
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-accent pointer-coarse:min-h-11">
            {t('missing.more', { count: rest.length })}
          </summary>
          <MissingLines lines={rest} language={language} />
        </details>
      ) : null}
    </section>
  );
}

function MissingLines({ lines, language }: { lines: readonly MissingLine[]; language: string }) {
  const t = useT('plan');
  return (
    <ul className="mt-1 list-disc ps-5">
      {lines.map(({ to, title, problem }) => (
        <li key={`${to} ${problem}`} className="py-0.5">
          {to ? (
            <Link to={to} lang={title ? language : undefined}>
              {title || t('untitled')}
            </Link>
          ) : null}{' '}
          {t(problem)}
        </li>
      ))}
    </ul>
  );
}

function MakeForm({ id, number, busy }: { id: string; number: number; busy: boolean }) {
  const t = useT('reports');
  const { language } = useLocale();
  return (
    <Form answer={null} className="mt-4 -mb-5 flex flex-wrap items-end gap-x-3 border-t border-line pt-4">
      <input type="hidden" name="intent" value="make" />
      <input type="hidden" name="period" value={id} />
      <Select
        name="language"
        label={t('makeLanguage')}
        required
        defaultValue={language}
        options={languages.map((one) => ({ value: one, label: languageNames[one], lang: one }))}
      />
      <SubmitButton className="mb-5" look={busy ? 'quiet' : 'primary'} aria-label={t('action.makeOf', { number })}>
        {t('action.make')}
      </SubmitButton>
    </Form>
  );
}
