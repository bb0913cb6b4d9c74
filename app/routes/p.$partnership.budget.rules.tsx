/** How costs are reckoned: the rate of indirect costs, and what it is not reckoned on. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { budgetPath, categories } from '~/features/budget/budget';
import { setRules } from '~/features/budget/commands.server';
import { answerOf } from '~/features/budget/form-answer.server';
import { readRules } from '~/features/budget/forms.server';
import { rulesOf } from '~/features/budget/ground.server';
import { canDecide } from '~/features/budget/permissions';
import { BudgetTabs } from '~/features/budget/ui/budget-tabs';
import { useBudgetWords } from '~/features/budget/ui/words';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useFormat, useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { CheckboxGroup } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { TextInput } from '~/ui/text-input';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['budget'] };
export const meta = pageTitle('budget', 'rules');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  if (!canDecide(seat)) throw notFound();
  return { partnershipId: seat.partnershipId, rules: await rulesOf(seat.partnershipId) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const read = readRules(form);
  const saved = read.ok ? await setRules(person, partnershipId, read.data) : read;
  if (!saved.ok) {
    const answer = await answerOf(person.language, form, saved);
    return data({ ...answer, values: { ...answer.values, exempt: form.getAll('exempt').map(String) } }, 400);
  }
  return redirect(`${budgetPath(partnershipId)}/rules?saved=1`);
}

export default function BudgetRules() {
  const { partnershipId, rules } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const isSaved = useSearchParams()[0].has('saved') && !answer;
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  return (
    <>
      <PageHeader title={t('rules')} lead={t('rules.what')} />
      <BudgetTabs at="rules" partnershipId={partnershipId} of={null} mayDecide />
      <p role="status" className={isSaved ? 'mb-4 font-medium text-good' : 'sr-only'}>
        {isSaved ? t('rules.saved') : ''}
      </p>
      <Card className="max-w-2xl">
        <Form answer={answer}>
          <FormErrors />
          <TextInput
            name="indirect"
            label={t('rules.indirect')}
            hint={t('rules.indirect.hint')}
            required
            inputMode="decimal"
            autoComplete="off"
            className="max-w-xs"
            defaultValue={format.percent(rules.indirectBasisPoints)}
          />
          <CheckboxGroup
            name="exempt"
            label={t('rules.exempt')}
            options={categories.map((value) => ({ value, label: words.category(value) }))}
            defaultValue={rules.exempt}
          />
          <p className="mb-5 text-sm text-ink-soft">
            {t('rules.facts')} <Link to="../settings/facts">{t('rules.factsChange')}</Link>
          </p>
          <FormActions>
            <SubmitButton>{t('rules.save')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
