/** The expenses of an organisation as a table, and the form of one. */
import { useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Card } from '~/ui/card';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { Paging } from '~/ui/paging';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { expensesPath, type State } from '../budget';
import type { ExpenseRow, ExpensesPage } from '../queries.server';
import { CostFields, type Package } from './cost-fields';
import { FreshId } from './fresh-id';
import { useBudgetWords } from './words';

const TONES: Record<State, BadgeTone> = { draft: 'plain', submitted: 'accent', approved: 'good', returned: 'warn' };

export function StateBadge({ state }: { state: State }) {
  const t = useT('budget');
  return <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>;
}

export function ExpenseTable({ page }: { page: ExpensesPage }) {
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  const { expenses, total, shown, partnershipId, language, sums } = page;
  const columns = [
    { head: t('day'), wide: true },
    t('description'),
    { head: t('category'), wide: true },
    { head: t('amount'), number: true },
    t('state'),
  ];
  return (
    <>
      <Table caption={t('expenses', { name: shown?.name ?? '' })} captionVisible dense columns={columns}>
        {expenses.map((expense) => (
          <tr key={expense.id}>
            <Td className="whitespace-nowrap max-sm:hidden">{format.date(expense.day)}</Td>
            <Th className="font-normal">
              <Link to={`${expensesPath(partnershipId)}/${expense.id}`} lang={language} className="font-medium wrap-anywhere">
                {expense.description}
              </Link>
              <span className="block text-xs text-ink-soft">
                <span className="sm:hidden">{format.date(expense.day)} · </span>
                <PeriodWords expense={expense} />
              </span>
            </Th>
            <Td className="max-sm:hidden">{words.category(expense.category)}</Td>
            <Td number>{format.amount(expense.cents)}</Td>
            <Td>
              <StateBadge state={expense.state} />
            </Td>
          </tr>
        ))}
      </Table>
      <Paging rows={total} />
      <p className="mt-3 mb-6 flex flex-wrap gap-x-6 text-sm text-ink-soft">
        <span>{t('sum.left', { amount: format.money(sums.draft) })}</span>
        <span>{t('sum.submitted', { amount: format.money(sums.submitted) })}</span>
        <span>{t('sum.taken', { amount: format.money(sums.approved) })}</span>
      </p>
    </>
  );
}

export function PeriodWords({ expense: { period, isLocked } }: { expense: Pick<ExpenseRow, 'period' | 'isLocked'> }) {
  const t = useT('budget');
  if (period === null) return <>{t('period.none')}</>;
  return <>{isLocked ? t('period.locked', { number: period }) : t('period.one', { number: period })}</>;
}

interface FormProps {
  row?: ExpenseRow;
  /** The id of a new one. */
  fresh: string;
  organisationId: string;
  packages: readonly Package[];
  language: string;
  answer: FormAnswer | null;
}

export function ExpenseForm({ row, fresh, organisationId, packages, language, answer }: FormProps) {
  const t = useT('budget');
  const format = useFormat();
  // What it was when it was opened: the page may be read again beneath it.
  const [first] = useState(row);
  return (
    <Card title={first ? t('change') : t('expenses.add')} className="mb-6">
      <Form answer={answer} id="form" className="max-w-2xl scroll-mt-20">
        <FormErrors />
        <input type="hidden" name="intent" value="save" />
        <FreshId fresh={fresh} row={first} />
        <input type="hidden" name="organisationId" value={organisationId} />
        <TextInput
          name="day"
          label={t('day')}
          required
          autoComplete="off"
          className="max-w-xs"
          defaultValue={first ? format.date(first.day) : ''}
        />
        <CostFields stored={first} packages={packages} language={language} />
        <FormActions>
          <SubmitButton>{first ? t('save') : t('expenses.save')}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
