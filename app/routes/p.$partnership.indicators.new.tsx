/** Adds indicators: ready-made ones, or one of the partnership's own. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { addIndicator, addPresets } from '~/features/indicators/commands.server';
import { answerOf } from '~/features/indicators/form-answer.server';
import { readIndicator, readPresets } from '~/features/indicators/forms.server';
import { indicatorPath, indicatorsPath } from '~/features/indicators/indicators';
import { choicesFor } from '~/features/indicators/queries.server';
import { IndicatorForm } from '~/features/indicators/ui/indicator-form';
import { PresetsForm } from '~/features/indicators/ui/presets-form';
import { isLanguage } from '~/i18n/languages';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['indicators'] };
export const meta = pageTitle('indicators', 'new');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { seat, wholes, known, language } = await choicesFor(await requireSession(request), params.partnership);
  return { partnershipId: seat.partnershipId, wholes, known, language };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { seat, language } = await choicesFor(person, params.partnership);
  const { partnershipId } = seat;
  const form = await request.formData();
  const intent = String(form.get('intent'));
  const refuse = async (errors: Parameters<typeof answerOf>[2]) =>
    data({ about: intent, ...(await answerOf(person.language, form, errors)) }, 400);
  if (intent === 'presets') {
    const chosen = readPresets(form);
    if (chosen.length === 0) return refuse({ '': 'problem.nothingTicked' });
    const added = await addPresets(person, partnershipId, chosen, isLanguage(language) ? language : 'en');
    return added.ok ? redirect(indicatorsPath(partnershipId)) : refuse(added.errors);
  }
  const read = readIndicator(form);
  if (!read.ok) return refuse(read.errors);
  const made = await addIndicator(person, partnershipId, read.data);
  return made.ok ? redirect(indicatorPath(partnershipId, made.id)) : refuse(made.errors);
}

export default function NewIndicators() {
  const { partnershipId, wholes, known, language } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const about = (intent: string) => (answer?.about === intent ? answer : null);
  const t = useT('indicators');
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('new')} back={{ to: indicatorsPath(partnershipId), label: t('title') }} />
      <Card title={t('presets')} className="mb-6">
        <p className="mb-4 text-sm text-ink-soft">{t('presets.lead')}</p>
        <PresetsForm known={known} answer={about('presets')} />
      </Card>
      <Card title={t('own')}>
        <IndicatorForm wholes={wholes} language={language} answer={about('save')} />
      </Card>
    </div>
  );
}
