/** Begins a document: from a template or blank. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { createDocument } from '~/features/documents/commands.server';
import { documentPath, documentsPath, limits, templateNames } from '~/features/documents/documents';
import { answerOf } from '~/features/documents/form-answer.server';
import { readNewDocument } from '~/features/documents/forms.server';
import { canCreate } from '~/features/documents/permissions';
import { choicesFor } from '~/features/documents/queries.server';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { useFormat, useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { RadioGroup, Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { TextInput } from '~/ui/text-input';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['documents'] };
export const meta = pageTitle('documents', 'new.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const templates = templateNames.filter((template) => canCreate(seat, template));
  if (templates.length === 0) throw notFound();
  const choices = await choicesFor(seat);
  const language = choices.languages.includes(person.language) ? person.language : (choices.languages[0] ?? 'en');
  return { ...choices, templates, language, partnershipId: seat.partnershipId };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const seat = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const parsed = readNewDocument(form);
  if (!parsed.ok) return data(await answerOf(person.language, form, parsed.errors), 400);
  const made = await createDocument(seat, parsed.data);
  if ('errors' in made) return data(await answerOf(person.language, form, made.errors), 400);
  return redirect(documentPath(seat.partnershipId, made.id, made.language));
}

export default function NewDocument() {
  const t = useT('documents');
  const format = useFormat();
  const { templates, languages, inEnglish, places, language, partnershipId } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const named = (codes: string[]) => format.list(codes.map((code) => format.languageName(code)));
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={t('new.title')} lead={t('new.lead')} back={{ to: documentsPath(partnershipId), label: t('list.title') }} />
      <Card>
        <Form answer={answer}>
          <FormErrors />
          <TextInput name="title" label={t('field.title')} required maxLength={limits.title} autoComplete="off" />
          <RadioGroup
            name="template"
            label={t('field.template')}
            required
            defaultValue={templates[0]}
            options={templates.map((name) => ({ value: name, label: t(`template.${name}`), hint: t(`template.${name}Hint`) }))}
          />
          <Select
            name="language"
            label={t('field.language')}
            hint={inEnglish.length > 0 ? t('field.languageHintEnglish', { languages: named(inEnglish) }) : t('field.languageHint')}
            required
            defaultValue={language}
            options={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
          />
          {places.length > 0 ? (
            <Select
              name="placeId"
              label={t('field.place')}
              empty={t('field.noPlace')}
              options={places.map(({ id, name, language: lang }) => ({ value: id, label: name, lang }))}
            />
          ) : null}
          <p className="text-sm text-ink-soft">{t('new.seen')}</p>
          <FormActions>
            <SubmitButton>{t('new.create')}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </div>
  );
}
