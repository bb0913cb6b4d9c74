/** What is planned and spent, by organisation and category; and the rows of one organisation. */
import { Form as PlainForm } from '@remix-run/react';
import { useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Table, Td, Th } from '~/ui/table';
import { letters } from '../budget';
import type { BudgetPage } from '../queries.server';
import { CostFields } from './cost-fields';
import { FreshId } from './fresh-id';
import { useBudgetWords } from './words';

interface Props {
  budget: BudgetPage;
}

/** All sums that the reader is told, as one table. */
export function Sums({ budget }: Props) {
  const t = useT('budget');
  const { rows, whole, language } = budget;
  const columns = [
    t('column.organisation'),
    ...[...letters, 'E'].map((letter) => ({ head: letter, number: true, wide: true })),
    ...[t('column.total'), t('sum.grant'), t('sum.own'), t('sum.spent')].map((head) => ({ head, number: true })),
  ];
  return (
    <>
      <Table caption={t('table')} captionVisible dense columns={columns}>
        {rows.map(({ id, name, ...row }) => (
          <tr key={id}>
            <Th>
              <span lang={language}>{name}</span>
            </Th>
            <SumCells {...row} />
          </tr>
        ))}
        {whole === null ? null : (
          <tr className="bg-sunken">
            <Th>{t('whole')}</Th>
            <SumCells {...whole} strong />
          </tr>
        )}
      </Table>
      <div className="mt-3 mb-8 grid max-w-3xl gap-1 text-sm text-ink-soft">
        <Remarks budget={budget} />
      </div>
      <Categories budget={budget} />
    </>
  );
}

type Row = Omit<BudgetPage['rows'][number] | NonNullable<BudgetPage['whole']>, 'id' | 'name'>;

function SumCells({ planned, spent, strong }: Row & { strong?: boolean }) {
  const format = useFormat();
  const money = (cents: bigint | null | undefined) => (cents === null || cents === undefined ? '–' : format.amount(cents));
  const byLetter = letters.map((letter) => [letter, planned?.byLetter?.[letter]] as const);
  const look = strong ? 'font-semibold' : '';
  return (
    <>
      {[...byLetter, ['E', planned?.indirect] as const].map(([letter, cents]) => (
        <Td key={letter} number className={`${look} max-sm:hidden`}>
          {money(cents)}
        </Td>
      ))}
      <Td number className={look}>
        {money(planned?.total)}
      </Td>
      <Td number className={look}>
        {money(planned?.grant)}
      </Td>
      <Td number className={look}>
        {money(planned?.own)}
      </Td>
      <Td number className={look}>
        {money(spent)}
      </Td>
    </>
  );
}

/** What was spent of what is planned, by category: of the organisation that is looked at, and of all for coordinators. */
function Categories({ budget: { shown, byCategory, allByCategory } }: Props) {
  const t = useT('budget');
  return (
    <>
      <CategoryTable name={shown?.name ?? ''} rows={byCategory} />
      <CategoryTable name={t('whole')} rows={allByCategory} />
    </>
  );
}

function CategoryTable({ name, rows }: { name: string; rows: BudgetPage['byCategory'] }) {
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  if (rows.length === 0) return null;
  const nameOf = (category: (typeof rows)[number]['category']) => {
    if (category === null) return t('column.total');
    return category === 'E' ? `E ${t('indirect')}` : words.category(category);
  };
  const columns = [t('category'), ...[t('sum.planned'), t('sum.spent')].map((head) => ({ head, number: true }))];
  return (
    <div className="mb-8">
      <Table caption={t('byCategory.of', { name })} captionVisible dense columns={columns}>
        {rows.map(({ category, planned, spent }) => (
          <tr key={category} className={category === null ? 'bg-sunken font-semibold' : undefined}>
            <Th className="font-normal">{nameOf(category)}</Th>
            <Td number>{format.amount(planned)}</Td>
            <Td number>{format.amount(spent)}</Td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

/** How the sums fit the agreement and the rate. */
function Remarks({ budget }: Props) {
  const t = useT('budget');
  const format = useFormat();
  const { agreed, planned, spent, check, rules, mayDecide } = budget;
  const notTold = planned.total === null || spent.total === null ? <p>{t('notTold')}</p> : null;
  if (planned.total === null) return notTold;
  const difference = agreed.totalBudgetCents === null ? null : planned.total.total - agreed.totalBudgetCents;
  return (
    <>
      {notTold}
      <p>
        E: {t('indirect')}, {t('indirect.rate', { rate: format.percent(rules.indirectBasisPoints) })}
      </p>
      {check ? (
        <p>
          {t('sum.grant')}: {t('share', { share: format.percent(check.shareBasisPoints) })}.{' '}
          {check.verdict === 'rounded' ? t('rounded', { difference: format.moneyExactly(check.differenceCentiCents ?? 0n) }) : null}{' '}
          {planned.isCapped ? t('capped') : null}
        </p>
      ) : null}
      {difference === null || agreed.totalBudgetCents === null ? null : (
        <p className={difference === 0n ? undefined : 'font-medium text-warn'}>
          {t('agreed', { total: format.money(agreed.totalBudgetCents) })}{' '}
          {difference === 0n
            ? t('agreed.exact')
            : t(difference < 0n ? 'agreed.less' : 'agreed.more', { difference: format.money(difference < 0n ? -difference : difference) })}
        </p>
      )}
      {mayDecide && agreed.rateBasisPoints === null ? (
        <p>
          {t('rules.facts')} <Link to="../settings/facts">{t('rules.factsChange')}</Link>
        </p>
      ) : null}
    </>
  );
}

interface LinesProps extends Props {
  answer: FormAnswer | null;
  /** The row whose form is open. */
  changing: string | null;
  /** What the reader has sent last: its form is empty again. */
  sent: string;
}

/** The rows of the organisation that is looked at, and a form for one more. */
export function Lines({ budget, answer, changing, sent }: LinesProps) {
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  const { lines, shown, packages, language, mayWrite } = budget;
  if (!shown) return null;
  const packageOf = new Map(packages.map((one) => [one.id, words.workPackage(one)]));
  const changed = mayWrite ? lines.find(({ id }) => id === changing) : undefined;
  const columns = [
    t('description'),
    { head: t('category'), wide: true },
    { head: t('package'), wide: true },
    { head: t('amount'), number: true },
    ...(mayWrite ? [{ head: t('change'), hidden: true }] : []),
  ];
  return (
    <>
      {lines.length === 0 ? (
        <p className="mb-4 text-ink-soft">{t('lines.empty')}</p>
      ) : (
        <Table caption={t('lines', { name: shown.name })} dense columns={columns}>
          {lines.map((line) => (
            <tr key={line.id}>
              <Th className="font-normal">
                <span lang={language} className="wrap-anywhere">
                  {line.description}
                </span>
                <span className="block text-xs text-ink-soft sm:hidden">{words.category(line.category)}</span>
              </Th>
              <Td className="max-sm:hidden">{words.category(line.category)}</Td>
              <Td className="max-sm:hidden">
                {line.workPackageId ? <span lang={language}>{packageOf.get(line.workPackageId)}</span> : t('noPackage')}
              </Td>
              <Td number>{format.amount(line.cents)}</Td>
              {mayWrite ? (
                <Td>
                  <span className="-my-1.5 flex items-center justify-end gap-x-3 max-sm:flex-col max-sm:items-end">
                    <Link
                      to={`?of=${shown.id}&change=${line.id}#form`}
                      aria-label={t('change.one', { name: line.description })}
                      className="inline-flex min-h-8 items-center pointer-coarse:min-h-11"
                    >
                      {t('change')}
                    </Link>
                    <PlainForm method="post" preventScrollReset>
                      <input type="hidden" name="intent" value="remove" />
                      <input type="hidden" name="id" value={line.id} />
                      <input type="hidden" name="seen" value={line.version} />
                      <input type="hidden" name="of" value={shown.id} />
                      <Button type="submit" look="plain" aria-label={t('remove.one', { name: line.description })}>
                        {t('remove')}
                      </Button>
                    </PlainForm>
                  </span>
                </Td>
              ) : null}
            </tr>
          ))}
        </Table>
      )}
      {mayWrite ? <LineForm key={changing ?? `add-${shown.id}-${sent}`} budget={budget} row={changed} answer={answer} /> : null}
    </>
  );
}

function LineForm({ budget, row, answer }: Props & { row?: BudgetPage['lines'][number]; answer: FormAnswer | null }) {
  const t = useT('budget');
  const { packages, language, shown, newLine } = budget;
  // What it was when it was opened, also when somebody else removes it.
  const [changed] = useState(row);
  return (
    <Card className="mt-6" title={changed ? t('change.title') : t('add')}>
      <Form answer={answer} id="form" className="max-w-2xl scroll-mt-20">
        <FormErrors />
        <input type="hidden" name="intent" value={changed ? 'change' : 'save'} />
        <FreshId fresh={newLine} row={changed} />
        <input type="hidden" name="organisationId" value={shown?.id} />
        <CostFields stored={changed} packages={packages} language={language} />
        <FormActions>
          <SubmitButton>{changed ? t('save') : t('add.save')}</SubmitButton>
          {changed ? <Link to={`?of=${shown?.id}`}>{t('cancel')}</Link> : null}
        </FormActions>
      </Form>
    </Card>
  );
}
