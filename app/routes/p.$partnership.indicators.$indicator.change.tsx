/** Changes what is measured and by which target, or takes the indicator out of the lists. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { changeIndicator, removeIndicator } from '~/features/indicators/commands.server';
import { answerOf } from '~/features/indicators/form-answer.server';
import { readIndicator } from '~/features/indicators/forms.server';
import { indicatorPath, indicatorsPath } from '~/features/indicators/indicators';
import { choicesFor, getIndicator } from '~/features/indicators/queries.server';
import { IndicatorForm } from '~/features/indicators/ui/indicator-form';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { Form, FormActions, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['indicators'] };
export const meta = pageTitle('indicators', 'change.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const indicator = await getIndicator(person, params.partnership, params.indicator);
  const { seat, wholes } = await choicesFor(person, params.partnership, indicator.id);
  return { partnershipId: seat.partnershipId, indicator, wholes };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnership = '', indicator = '' } = params;
  const form = await request.formData();
  if (form.get('intent') === 'remove') {
    const removed = await removeIndicator(person, partnership, indicator);
    if (!removed.ok) return data(await answerOf(person.language, form, removed.errors), 400);
    return redirect(indicatorsPath(partnership));
  }
  const read = readIndicator(form);
  const changed = read.ok ? await changeIndicator(person, partnership, indicator, read.data) : read;
  if (!changed.ok) return data(await answerOf(person.language, form, changed.errors), 400);
  return redirect(indicatorPath(partnership, indicator));
}

export default function ChangeIndicator() {
  const { partnershipId, indicator, wholes } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const t = useT('indicators');
  const back = { to: indicatorPath(partnershipId, indicator.id), label: `${indicator.code} ${indicator.text}`.trim().slice(0, 60) };
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('change.title')} back={back} />
      <Card className="mb-6">
        <IndicatorForm stored={indicator} wholes={wholes} language={indicator.language} answer={answer} />
      </Card>
      <Card title={t('removeAsk')}>
        <p className="mb-3 text-sm text-ink-soft">{t('removeWhat')}</p>
        <Form answer={null}>
          <input type="hidden" name="intent" value="remove" />
          <FormActions>
            <SubmitButton look="danger">{t('remove')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </div>
  );
}
