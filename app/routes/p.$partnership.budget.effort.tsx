/** Person-months by organisation and work package: planned, and worked. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Clock } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { effortPath, ofOrganisation } from '~/features/budget/budget';
import { saveEffort } from '~/features/budget/commands.server';
import { answerOf } from '~/features/budget/form-answer.server';
import { readEffort } from '~/features/budget/forms.server';
import { getEffort } from '~/features/budget/queries.server';
import { BudgetTabs } from '~/features/budget/ui/budget-tabs';
import { EffortMatrix, PlannedForm, WorkedForm } from '~/features/budget/ui/effort-view';
import { requireSeat } from '~/features/partnerships/queries.server';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { useChanges } from '~/live/use-changes';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['budget'] };
export const meta = pageTitle('budget', 'effort.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { searchParams: asked } = new URL(request.url);
  return getEffort(await requireSession(request), params.partnership, { of: asked.get('of'), month: asked.get('month') });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const about = String(form.get('intent'));
  const read = readEffort(form);
  if (!read.ok) return data({ about, ...(await answerOf(person.language, form, read)) }, 400);
  const saved = await saveEffort(person, partnershipId, read.data);
  if (!saved.ok) return data({ about, ...(await answerOf(person.language, form, saved)) }, 400);
  const { organisationId, month } = read.data;
  // The form that was sent begins anew; the other one on the page stays as it is.
  const shown = new URL(request.url).searchParams;
  const more = new URLSearchParams(['month', 'worked', 'plan'].flatMap((name) => (shown.has(name) ? [[name, shown.get(name) ?? '']] : [])));
  more.set(month === null ? 'plan' : 'worked', newId());
  if (month !== null) more.set('month', month);
  return redirect(`${ofOrganisation(effortPath(partnershipId), organisationId)}&${more}`);
}

export default function Effort() {
  const effort = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const about = (intent: string) => (answer?.about === intent ? answer : null);
  const [search] = useSearchParams();
  const sent = { worked: search.get('worked') ?? '', plan: search.get('plan') ?? '' };
  const updates = useChanges(effort.partnershipId, ['budget', 'plan']);
  const t = useT('budget');
  const { partnershipId, shown, packages, total, mayWrite, mayDecide } = effort;
  return (
    <>
      <PageHeader title={t('effort.title')} lead={t('effort.lead')} />
      <BudgetTabs at="effort" partnershipId={partnershipId} of={shown?.id ?? null} mayDecide={mayDecide} />
      <p role="status" className="sr-only">
        {updates > 0 ? t('changed') : ''}
      </p>
      {packages.length === 0 ? (
        <Card flush>
          <EmptyState
            icon={<Icon of={Clock} />}
            title={t('effort.none')}
            action={<ButtonLink to={`/p/${partnershipId}/plan`}>{t('effort.toPlan')}</ButtonLink>}
          >
            {t('effort.noneWhat')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <EffortMatrix effort={effort} />
          <p className="mt-3 mb-8 max-w-2xl text-sm text-ink-soft">{total.worked === null ? t('effort.notTold') : null}</p>
          {mayWrite ? <WorkedForm effort={effort} answer={about('worked')} sent={sent} /> : null}
          {mayDecide ? <PlannedForm effort={effort} answer={about('plan')} sent={sent} /> : null}
        </>
      )}
    </>
  );
}
