import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { can } from '~/features/accounts/permissions';
import { requireSession } from '~/features/accounts/session.server';
import { createPartnership } from '~/features/partnerships/commands.server';
import { readNewPartnership, refused } from '~/features/partnerships/forms.server';
import { notFound } from '~/features/partnerships/queries.server';
import { OpeningForm } from '~/features/partnerships/ui/opening-form';
import { useT } from '~/i18n/react';
import { useFormAnswer } from '~/ui/form-answer';
import { Frame } from '~/ui/frame/frame';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const meta = pageTitle('partnerships', 'open.title');
export const handle = { i18n: ['partnerships'] };

export async function loader({ request }: LoaderFunctionArgs) {
  if (!can(await requireSession(request), 'open-partnership')) throw notFound();
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const form = await request.formData();
  const read = readNewPartnership(form);
  if (!read.ok) return refused(form, read.problems);
  return redirect(`/p/${await createPartnership(person, read.value)}`);
}

export default function OpenPartnership() {
  const t = useT('partnerships');
  return (
    <Frame>
      <PageHeader title={t('open.title')} lead={t('open.lead')} back={{ to: '/', label: t('list.title') }} />
      <OpeningForm refused={useFormAnswer<typeof action>()} />
    </Frame>
  );
}
