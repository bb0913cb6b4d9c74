/** What each organisation plans to spend, what the grant pays, and what was spent. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Wallet } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { budgetPath, ofOrganisation } from '~/features/budget/budget';
import { removeLine, saveLine } from '~/features/budget/commands.server';
import { answerOf } from '~/features/budget/form-answer.server';
import { readLine, readLineSeen } from '~/features/budget/forms.server';
import { getBudget } from '~/features/budget/queries.server';
import { BudgetTabs } from '~/features/budget/ui/budget-tabs';
import { Lines, Sums } from '~/features/budget/ui/budget-view';
import { ChooseOrganisation } from '~/features/budget/ui/choose-organisation';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { useChanges } from '~/live/use-changes';
import { Card, EmptyState } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['budget'] };
export const meta = pageTitle('budget', 'title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  return getBudget(person, params.partnership, new URL(request.url).searchParams.get('of'));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const back = (of: string, sent: string) => redirect(`${ofOrganisation(budgetPath(partnershipId), of)}&sent=${encodeURIComponent(sent)}`);
  const about = String(form.get('intent'));
  switch (about) {
    case 'save':
    case 'change': {
      const read = readLine(form);
      const saved = read.ok ? await saveLine(person, partnershipId, read.data) : read;
      if (!saved.ok) return data({ about, ...(await answerOf(person.language, form, saved)) }, 400);
      return back(String(form.get('organisationId')), String(form.get('id')));
    }
    case 'remove': {
      const read = readLineSeen(form);
      const removed = read.ok ? await removeLine(person, partnershipId, read.data).catch(goneAlready) : read;
      if (!removed.ok) return data({ about, ...(await answerOf(person.language, form, removed)) }, 400);
      return back(String(form.get('of') ?? ''), '');
    }
  }
  throw notFound();
}

/** Somebody else was faster, or a second click: it is gone, as was asked for. */
function goneAlready(thrown: unknown): { ok: true } {
  if (!(thrown instanceof Response) || thrown.status !== 404) throw thrown;
  return { ok: true };
}

export default function Budget() {
  const budget = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const isKept = answer?.about === 'remove';
  const [search] = useSearchParams();
  const updates = useChanges(budget.partnershipId, ['budget', 'plan']);
  const t = useT('budget');
  const { partnershipId, shown, readable, language, rows, whole, mayDecide } = budget;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <BudgetTabs at="budget" partnershipId={partnershipId} of={shown?.id ?? null} mayDecide={mayDecide} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('changed') : ''}
      </p>
      {rows.length === 0 && !whole?.planned?.total && !whole?.spent ? (
        <Card className="mb-8" flush>
          <EmptyState icon={<Icon of={Wallet} />} title={shown ? t('empty') : t('planned')}>
            {shown ? t('emptyWhat') : t('nothingToSee')}
          </EmptyState>
        </Card>
      ) : (
        <Sums budget={budget} />
      )}
      {shown ? (
        <section>
          <h2 className="mb-3 text-base font-semibold">{t('lines', { name: shown.name })}</h2>
          <ChooseOrganisation readable={readable} shown={shown} language={language} />
          {isKept && answer.errors[''] ? <Notice tone="danger" live className="mb-5" title={answer.errors['']} /> : null}
          <Lines budget={budget} answer={isKept ? null : answer} changing={search.get('change')} sent={search.get('sent') ?? ''} />
        </section>
      ) : null}
    </>
  );
}
