import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarClock } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { removeDeadline, saveDeadline } from '~/features/partnerships/commands.server';
import { readDeadline, readWhich, refused } from '~/features/partnerships/forms.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, requireSeat } from '~/features/partnerships/queries.server';
import { answerRemoved, answerSaved } from '~/features/partnerships/row-answers.server';
import { DeadlineForm, DeadlineTable } from '~/features/partnerships/ui/deadlines';
import { Done } from '~/features/partnerships/ui/done';
import { useEditing } from '~/features/partnerships/ui/editing';
import { RemoveForm } from '~/features/partnerships/ui/organisations';
import { EmptyList, FormSection } from '~/features/partnerships/ui/sections';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'deadlines.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { deadlines, languages } = await getFacts(seat);
  return { deadlines, language: languages[0] ?? 'en', mayEdit: can(seat, 'edit') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const which = readWhich(form);
  const id = which?.id ?? '';
  if (form.get('intent') === 'remove') return answerRemoved(form, id, await removeDeadline(person, partnershipId, id));
  const read = readDeadline(form);
  if (!read.ok) return refused(form, read.problems);
  return answerSaved(form, which, await saveDeadline(person, partnershipId, which, read.value));
}

export default function Deadlines() {
  const { deadlines, language, mayEdit } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const answer = useFormAnswer<typeof action>();
  const { editing, formKey } = useEditing(deadlines, answer);
  return (
    <>
      <PageHeader title={t('deadlines.title')} back={{ to: '../settings', label: t('settings.title') }} />
      <Done rows={deadlines.map(({ id, title }) => ({ id, name: title, language }))} />
      {deadlines.length > 0 ? (
        <DeadlineTable deadlines={deadlines} language={language} mayEdit={mayEdit} />
      ) : (
        <EmptyList icon={<Icon of={CalendarClock} />} title={t('deadlines.empty')} example={t('deadlines.example')} mayEdit={mayEdit}>
          {t('deadlines.what')}
        </EmptyList>
      )}
      {mayEdit ? (
        <FormSection subject={editing?.id} title={editing ? t('deadlines.change') : t('deadlines.add')}>
          <DeadlineForm key={formKey} editing={editing} titleLanguage={language} refused={answer} />
          {editing ? <RemoveForm key={`remove-${editing.id}`} id={editing.id} name={editing.title} label={t('deadlines.remove')} /> : null}
        </FormSection>
      ) : null}
    </>
  );
}
