import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { saveFacts } from '~/features/partnerships/facts.server';
import { readFacts, readSeen, refused } from '~/features/partnerships/forms.server';
import { can } from '~/features/partnerships/permissions';
import { getFacts, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { FactsForm } from '~/features/partnerships/ui/facts-form';
import { useT } from '~/i18n/react';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['partnerships'] };
export const meta = pageTitle('partnerships', 'settings.facts');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const seat = await requireSeat(await requireSession(request), params.partnership);
  if (!can(seat, 'edit')) throw notFound();
  return { facts: await getFacts(seat) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const { partnershipId } = await requireSeat(person, params.partnership);
  const form = await request.formData();
  const read = readFacts(form);
  if (!read.ok) return refused(form, read.problems, ['languages']);
  const outcome = await saveFacts(person, partnershipId, read.value, readSeen(form));
  if (!outcome.ok) return refused(form, { [outcome.field]: outcome.problem }, ['languages'], { meanwhile: outcome.meanwhile });
  return redirect(`/p/${partnershipId}/settings`);
}

export default function ChangeFacts() {
  const { facts } = useLoaderData<typeof loader>();
  const t = useT('partnerships');
  return (
    <>
      <PageHeader title={t('settings.facts')} back={{ to: '..', label: t('settings.title') }} />
      <FactsForm facts={facts} refused={useActionData<typeof action>()} />
    </>
  );
}
