import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MapPin } from 'lucide';
import { requireSession } from '~/features/accounts/session.server';
import { removePlace, savePlace } from '~/features/partnerships/commands.server';
import { readPlace, readWhich, refused } from '~/features/partnerships/forms.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, requireSeat } from '~/features/partnerships/queries.server';
import { answerRemoved, answerSaved } from '~/features/partnerships/row-answers.server';
import { Done } from '~/features/partnerships/ui/done';
import { useEditing } from '~/features/partnerships/ui/editing';
import { RemoveForm } from '~/features/partnerships/ui/organisations';
import { PlaceForm, PlaceTable } from '~/features/partnerships/ui/places';
import { EmptyList, FormSection } from '~/features/partnerships/ui/sections';
import { lockedDays } from '~/features/plan/period-rows.server';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { Icon } from '~/ui/icon';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'places.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  const { places, organisations } = await getFacts(seat);
  return { places, organisations, mayEdit: can(seat, 'edit') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const which = readWhich(form);
  const id = which?.id ?? '';
  if (form.get('intent') === 'remove') return answerRemoved(form, id, await removePlace(person, partnershipId, id, lockedDays));
  const read = readPlace(form);
  if (!read.ok) return refused(form, read.problems);
  return answerSaved(form, which, await savePlace(person, partnershipId, which, read.value));
}

export default function Places() {
  const { places, organisations, mayEdit } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  const answer = useFormAnswer<typeof action>();
  const { editing, formKey } = useEditing(places, answer);
  return (
    <>
      <PageHeader title={t('places.title')} lead={t('places.lead')} back={{ to: '../settings', label: t('settings.title') }} />
      <Done rows={places} />
      {places.length > 0 ? (
        <PlaceTable places={places} organisations={organisations} mayEdit={mayEdit} />
      ) : (
        <EmptyList icon={<Icon of={MapPin} />} title={t('places.empty')} example={t('places.example')} mayEdit={mayEdit}>
          {t('places.what')}
        </EmptyList>
      )}
      {mayEdit ? (
        <FormSection subject={editing?.id} title={editing ? t('places.change') : t('places.add')}>
          <PlaceForm key={formKey} editing={editing} organisations={organisations} refused={answer} />
          {editing ? <RemoveForm key={`remove-${editing.id}`} id={editing.id} name={editing.name} label={t('places.remove')} /> : null}
        </FormSection>
      ) : null}
    </>
  );
}
