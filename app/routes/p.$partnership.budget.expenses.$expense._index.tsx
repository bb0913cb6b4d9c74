/** One expense: its evidence, and what becomes of it. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { expensesPath, largestFile, ofOrganisation } from '~/features/budget/budget';
import { addEvidence, decideExpense, deeds, removeEvidence, saveExpense } from '~/features/budget/expenses.server';
import { answerOf } from '~/features/budget/form-answer.server';
import { readDecision, readExpense } from '~/features/budget/forms.server';
import type { Outcome, Refused } from '~/features/budget/problems';
import { getExpense } from '~/features/budget/queries.server';
import { ExpenseForm } from '~/features/budget/ui/expense-list';
import { Deeds, Evidence, ExpenseFacts } from '~/features/budget/ui/expense-view';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { formWithFiles } from '~/kit/multipart.server';
import { useChanges } from '~/live/use-changes';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['budget'] };
export const meta = pageTitle('budget', 'expenses.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  return getExpense(await requireSession(request), params.partnership, params.expense);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const id = params.expense ?? '';
  const read = await formWithFiles(request, largestFile);
  const tooLarge = read === 'too-large';
  const form = tooLarge ? new FormData() : read;
  const intent = tooLarge ? 'file' : String(form.get('intent'));
  const refuse = async (refused: Pick<Refused, 'errors' | 'seen'>) =>
    data({ about: intent, ...(await answerOf(person.language, form, refused)) }, 400);
  const done = (outcome: Outcome, to = `${expensesPath(partnershipId)}/${id}?sent=${newId()}`) =>
    outcome.ok ? redirect(to) : refuse(outcome);
  if (tooLarge) return refuse({ errors: { file: 'problem.fileTooLarge' } });
  const deed = deeds.find((one) => one === intent);
  if (deed) {
    const decision = readDecision(form);
    if (!decision.ok) return refuse(decision);
    const { expense } = await getExpense(person, partnershipId, id);
    const list = ofOrganisation(expensesPath(partnershipId), expense.organisationId);
    return done(await decideExpense(person, partnershipId, deed, { ...decision.data, id }), deed === 'remove' ? list : undefined);
  }
  switch (intent) {
    case 'save': {
      const typed = readExpense(form);
      return done(typed.ok ? await saveExpense(person, partnershipId, { ...typed.data, id }) : typed);
    }
    case 'file': {
      const file = form.get('file');
      if (!(file instanceof File) || file.size === 0) return refuse({ errors: { file: 'problem.fileMissing' } });
      const bytes = new Uint8Array(await file.arrayBuffer());
      // Another mark than that of the form: what is being typed there stays.
      return done(
        await addEvidence(person, partnershipId, id, { name: file.name, bytes }),
        `${expensesPath(partnershipId)}/${id}?file=${newId()}`,
      );
    }
    case 'remove-file':
      return done(await removeEvidence(person, partnershipId, id, String(form.get('file') ?? '')));
  }
  throw notFound();
}

export default function Expense() {
  const page = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const about = (...intents: string[]) => (answer && intents.includes(answer.about) ? answer : null);
  const [search] = useSearchParams();
  const sent = search.get('sent') ?? '';
  const updates = useChanges(page.partnershipId, ['budget', 'plan']);
  const t = useT('budget');
  const { expense, partnershipId, language, packages, mayWrite } = page;
  const whole = about('submit', 'take-back', 'approve', 'remove', 'remove-file')?.errors[''];
  const isOpen = expense.state === 'draft' || expense.state === 'returned';
  const back = { to: ofOrganisation(expensesPath(partnershipId), expense.organisationId), label: t('expenses.title') };
  return (
    <>
      <PageHeader title={<span lang={language}>{expense.description}</span>} back={back} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('changed') : ''}
      </p>
      {whole ? <Notice tone="danger" live className="mb-5" title={whole} /> : null}
      <ExpenseFacts page={page} />
      <Deeds page={page} answer={about('return')} />
      <Evidence page={page} answer={about('file')} sent={search.get('file') ?? ''} />
      {mayWrite && isOpen && !expense.isLocked ? (
        <ExpenseForm
          key={sent}
          row={expense}
          fresh={expense.id}
          organisationId={expense.organisationId}
          packages={packages}
          language={language}
          answer={about('save')}
        />
      ) : null}
    </>
  );
}
