/** What an organisation spent, by reporting period. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ReceiptText } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { expensesPath } from '~/features/budget/budget';
import { saveExpense } from '~/features/budget/expenses.server';
import { answerOf } from '~/features/budget/form-answer.server';
import { readExpense } from '~/features/budget/forms.server';
import { getExpenses } from '~/features/budget/queries.server';
import { BudgetTabs } from '~/features/budget/ui/budget-tabs';
import { ChooseOrganisation } from '~/features/budget/ui/choose-organisation';
import { ExpenseForm, ExpenseTable } from '~/features/budget/ui/expense-list';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { lastInstead, readPage } from '~/kit/paging';
import { useChanges } from '~/live/use-changes';
import { Card, EmptyState } from '~/ui/card';
import { Select } from '~/ui/choice';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['budget'] };
export const meta = pageTitle('budget', 'expenses.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const url = new URL(request.url);
  const { searchParams: search } = url;
  const asked = { of: search.get('of'), period: search.get('period'), page: readPage(search) };
  const found = await getExpenses(person, params.partnership, asked);
  const last = lastInstead(url, found.total);
  if (last) throw redirect(last);
  return found;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const read = readExpense(form);
  const saved = read.ok ? await saveExpense(person, partnershipId, read.data) : read;
  if (!saved.ok) return data(await answerOf(person.language, form, saved), 400);
  // Its own page: the evidence is next.
  return redirect(`${expensesPath(partnershipId)}/${String(form.get('id'))}`);
}

export default function Expenses() {
  const page = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const [search] = useSearchParams();
  const updates = useChanges(page.partnershipId, ['budget', 'plan']);
  const t = useT('budget');
  const { partnershipId, shown, readable, language, periods, period, expenses, packages, newExpense, mayWrite, mayDecide } = page;
  return (
    <>
      <PageHeader title={t('expenses.title')} lead={t('expenses.lead')} />
      <BudgetTabs at="expenses" partnershipId={partnershipId} of={shown?.id ?? null} mayDecide={mayDecide} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('changed') : ''}
      </p>
      {shown ? (
        <ChooseOrganisation readable={readable} shown={shown} language={language}>
          {periods.length === 0 ? null : (
            <Select
              key={period}
              name="period"
              label={t('period')}
              required
              empty={t('period.all')}
              defaultValue={period ?? ''}
              options={periods.map(({ id, number, locked }) => ({
                value: id,
                label: locked ? t('period.locked', { number }) : t('period.one', { number }),
              }))}
            />
          )}
        </ChooseOrganisation>
      ) : null}
      {expenses.length > 0 ? (
        <ExpenseTable page={page} />
      ) : (
        <Card className="mb-6" flush>
          <EmptyState icon={<Icon of={ReceiptText} />} title={t('expenses.empty')}>
            {shown ? t('expenses.emptyWhat') : t('nothingToSee')}
          </EmptyState>
        </Card>
      )}
      {shown && mayWrite ? (
        <ExpenseForm
          key={`${shown.id} ${search.get('sent')}`}
          fresh={newExpense}
          organisationId={shown.id}
          packages={packages}
          language={language}
          answer={answer}
        />
      ) : null}
    </>
  );
}
