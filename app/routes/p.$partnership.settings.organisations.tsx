import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { removeOrganisation, saveOrganisation } from '~/features/partnerships/commands.server';
import { readOrganisation, readWhich, refused } from '~/features/partnerships/forms.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, requireSeat } from '~/features/partnerships/queries.server';
import { answerRemoved, answerSaved } from '~/features/partnerships/row-answers.server';
import { Done } from '~/features/partnerships/ui/done';
import { useEditing } from '~/features/partnerships/ui/editing';
import { OrganisationForm, OrganisationTable, RemoveForm } from '~/features/partnerships/ui/organisations';
import { FormSection } from '~/features/partnerships/ui/sections';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'organisations.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { organisations } = await getFacts(seat);
  return { organisations, mayEdit: can(seat, 'edit') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const which = readWhich(form);
  const id = which?.id ?? '';
  if (form.get('intent') === 'remove') return answerRemoved(form, id, await removeOrganisation(person, partnershipId, id));
  const read = readOrganisation(form);
  if (!read.ok) return refused(form, read.problems);
  return answerSaved(form, which, await saveOrganisation(person, partnershipId, which, read.value));
}

export default function Organisations() {
  const { organisations, mayEdit } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const answer = useFormAnswer<typeof action>();
  const { editing, formKey } = useEditing(organisations, answer);
  return (
    <>
      <PageHeader title={t('organisations.title')} back={{ to: '../settings', label: t('settings.title') }} />
      <Done rows={organisations} />
      <OrganisationTable organisations={organisations} mayEdit={mayEdit} />
      {mayEdit ? (
        <FormSection subject={editing?.id} title={editing ? t('organisations.change') : t('organisations.add')}>
          <OrganisationForm key={formKey} editing={editing} refused={answer} />
          {editing ? (
            <RemoveForm key={`remove-${editing.id}`} id={editing.id} name={editing.name} label={t('organisations.remove')} />
          ) : null}
        </FormSection>
      ) : null}
    </>
  );
}
