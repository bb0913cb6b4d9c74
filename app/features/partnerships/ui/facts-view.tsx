/** The facts of a partnership to read, each with where it was taken from. */
import { BookOpenText } from 'lucide';
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { parseDate, projectMonths } from '~/kit/dates';
import { checkGrant } from '~/kit/money';
import { Badge } from '~/ui/badge';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { type FactField, sourceFields } from '../facts';
import type { FactsData } from '../queries.server';
import { useProblemText } from './answers';

export function FactsView({ facts, action }: { facts: FactsData; action?: ReactNode }) {
  const t = useT('partnerships');
  const { startDate, endDate } = facts;
  const months = startDate && endDate ? projectMonths(startDate, endDate).length : null;
  const rows: FactRow[] = useFactRows(facts).filter(({ field }) => field !== 'aliases' || facts.aliases !== '');
  if (months) {
    const after = rows.findIndex(({ field }) => field === 'end') + 1;
    rows.splice(after, 0, {
      field: 'duration',
      source: 'duration',
      label: t('facts.duration'),
      value: t('facts.months', { count: months }),
    });
  }
  return (
    <Card title={t('facts.heading')} action={action}>
      <dl className="grid text-[0.9375rem] sm:grid-cols-[12rem_minmax(0,1fr)]">
        {rows.map(({ field, source, label, value }) => (
          <Fact key={field} label={label} language={facts.languages[0]} sources={facts.sources.filter((found) => found.field === source)}>
            {value}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}

interface FactRow<Field = FactField | 'duration'> {
  field: Field;
  /** What its sources are filed under. */
  source: string;
  label: string;
  value: ReactNode;
}

/** The facts in words, field by field. */
export function useFactRows(facts: FactsData): FactRow<FactField>[] {
  const t = useT('partnerships');
  const format = useFormat();
  const row = (field: FactField, label: string, value: ReactNode) => ({ field, source: sourceFields[field]?.[0] ?? field, label, value });
  return [
    row('acronym', t('facts.acronym'), <span lang={facts.languages[0]}>{facts.acronym}</span>),
    row('title', t('facts.title'), <span lang={facts.languages[0]}>{facts.title}</span>),
    row('aliases', t('facts.aliases'), facts.aliases && <span lang={facts.languages[0]}>{facts.aliases}</span>),
    row('call', t('facts.call'), facts.call),
    row('priority', t('facts.priority'), facts.priority),
    row('projectCode', t('facts.projectCode'), facts.projectCode),
    row('start', t('facts.start'), <StoredDate date={facts.startDate} typed={facts.startDateTyped} open={facts.startDateOpen} />),
    row('end', t('facts.end'), <StoredDate date={facts.endDate} typed={facts.endDateTyped} open={facts.endDateOpen} />),
    row('totalBudget', t('facts.totalBudget'), facts.totalBudgetCents === null ? null : format.money(facts.totalBudgetCents)),
    row('grant', t('facts.grant'), <Grant facts={facts} />),
    row('rate', t('facts.rate'), facts.rateBasisPoints === null ? null : format.percent(facts.rateBasisPoints)),
    row('languages', t('facts.languages'), format.list(facts.languages.map(format.languageName))),
    row('objectives', t('facts.objectives'), <Objectives objectives={facts.objectives} />),
    row('principal', t('facts.principal'), <Names groups={facts.principal} />),
    row('secondary', t('facts.secondary'), <Names groups={facts.secondary} />),
    row(
      'fundingDisclaimer',
      t('facts.disclaimer'),
      facts.fundingDisclaimer ? (
        <p lang={facts.languages[0]} className="whitespace-pre-line">
          {facts.fundingDisclaimer}
        </p>
      ) : null,
    ),
  ];
}

function Fact({ label, sources, language, children }: { label: string; sources: SourceRow[]; language?: string; children: ReactNode }) {
  return (
    <>
      <dt className="border-t border-line pt-3 text-sm text-ink-soft first-of-type:border-t-0 sm:pe-6 sm:pb-3">{label}</dt>
      <dd className="min-w-0 border-line pb-3 wrap-break-word sm:border-t sm:pt-3 sm:first-of-type:border-t-0">
        {children || <NotKnown />}
        {sources.map((source) => (
          <SourceNote key={source.id} source={source} language={language} />
        ))}
      </dd>
    </>
  );
}

function NotKnown() {
  const t = useT('partnerships');
  return <span className="text-ink-faint">{t('facts.notKnown')}</span>;
}

export interface SourceRow {
  id: string;
  label: string;
  url: string;
  quote: string;
}

/**
 * Where a fact was taken from, and how it stands there.
 * @param language the working language: who keeps the facts writes the sources
 */
export function SourceNote({ source, language }: { source: SourceRow; language?: string }) {
  const t = useT('partnerships');
  return (
    <p className="mt-1 flex items-start gap-1.5 text-sm text-ink-soft">
      <Icon of={BookOpenText} className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {t('source.from')}{' '}
        {source.url ? (
          <a href={source.url} lang={language} rel="noreferrer" target="_blank">
            {source.label}
          </a>
        ) : (
          <span lang={language}>{source.label}</span>
        )}
        {source.quote ? (
          <q lang={language} className="ms-1.5 text-ink-faint">
            {source.quote}
          </q>
        ) : null}
      </span>
    </p>
  );
}

/** A date; or what was typed for one, and why it is none. */
export function StoredDate({ date, typed, open }: { date: string | null; typed: string | null; open: boolean }) {
  const t = useT('partnerships');
  const format = useFormat();
  const say = useProblemText();
  if (date) return <time dateTime={date}>{format.date(date)}</time>;
  if (!open) return <NotKnown />;
  const read = typed ? parseDate(typed) : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone="warn">{t('facts.open')}</Badge>
      {typed ? <span>{t('facts.typed', { typed })}</span> : null}
      {read && !read.ok && read.problem.reason !== 'not-a-date' ? <span className="text-ink-soft">{say(read.problem)}</span> : null}
    </span>
  );
}

/** The grant, and how it fits its rate: "90 % of the total, rounded by 0.005". */
function Grant({ facts }: { facts: FactsData }) {
  const t = useT('partnerships');
  const format = useFormat();
  if (facts.grantCents === null) return <NotKnown />;
  const check = checkGrant(facts.totalBudgetCents, facts.grantCents, facts.rateBasisPoints);
  return (
    <>
      <p>{format.money(facts.grantCents)}</p>
      {check ? (
        <p className="mt-1 text-sm text-ink-soft">
          {t('grant.share', { share: format.percent(check.shareBasisPoints) })} · {t('grant.own', { amount: format.money(check.ownCents) })}
        </p>
      ) : null}
      {check?.verdict === 'rounded' ? (
        <p className="mt-1 text-sm text-ink-soft">
          {t('grant.rounded', { difference: format.moneyExactly(check.differenceCentiCents ?? 0n) })}
        </p>
      ) : null}
      {check?.verdict === 'differs' ? (
        <p className="mt-1">
          <Badge tone="warn">
            {t('grant.differs', {
              rate: format.percent(facts.rateBasisPoints ?? 0),
              difference: format.money((check.differenceCentiCents ?? 0n) / 100n),
            })}
          </Badge>
        </p>
      ) : null}
      {check?.verdict === 'more-than-total' ? (
        <p className="mt-1">
          <Badge tone="danger">{t('grant.moreThanTotal')}</Badge>
        </p>
      ) : null}
    </>
  );
}

function Objectives({ objectives }: { objectives: FactsData['objectives'] }) {
  if (objectives.length === 0) return <NotKnown />;
  return (
    <ol className="grid gap-2">
      {objectives.map((objective) => (
        <li key={objective.id} className="flex gap-3">
          <span className="shrink-0 font-medium text-ink-soft tabular-nums">{objective.code}</span>
          <span lang={objective.language}>{objective.text}</span>
        </li>
      ))}
    </ol>
  );
}

function Names({ groups }: { groups: FactsData['principal'] }) {
  if (groups.length === 0) return <NotKnown />;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {groups.map((group) => (
        <li key={group.id} lang={group.language}>
          {group.name}
        </li>
      ))}
    </ul>
  );
}
