/** First run: makes the host account. Reachable only with the link that the server printed. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuse, refuseForm } from '~/features/accounts/answers.server';
import { createHost } from '~/features/accounts/commands.server';
import { type Message, newAccountForm } from '~/features/accounts/forms.server';
import { findToken } from '~/features/accounts/one-time.server';
import { hasHost } from '~/features/accounts/queries.server';
import { signInAs } from '~/features/accounts/session.server';
import { otherZones } from '~/features/accounts/time-zones';
import { NewAccountFields } from '~/features/accounts/ui/new-account-fields';
import { languageOf } from '~/i18n/negotiate.server';
import { useT } from '~/i18n/react';
import { parseForm } from '~/kit/forms.server';
import { Card } from '~/ui/card';
import { Form, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { PlainFrame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'setUp.title');

export async function loader({ request, params }: LoaderFunctionArgs) {
  if (!(await findToken('first-run', params.token ?? '')) || (await hasHost())) throw new Response(null, { status: 404 });
  return { language: languageOf(request), otherZones: otherZones() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const parsed = parseForm<Message, typeof newAccountForm>(form, newAccountForm);
  if (!parsed.ok) return refuse(request, parsed);
  const answer = await createHost(params.token ?? '', parsed.data);
  if (!answer.ok) return refuseForm(request, form, answer.errors);
  return redirect('/new', { headers: { 'Set-Cookie': await signInAs(answer.userId, request, context.origin) } });
}

export default function SetUp() {
  const { language, otherZones } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const t = useT('accounts');
  return (
    <PlainFrame>
      <PageHeader title={t('setUp.title')} lead={t('setUp.text')} />
      <Card>
        <Form answer={answer}>
          <FormErrors />
          <NewAccountFields defaults={{ language, timeZone: 'Europe/Brussels' }} otherZones={otherZones} />
          <SubmitButton className="w-full">{t('setUp.submit')}</SubmitButton>
        </Form>
      </Card>
    </PlainFrame>
  );
}
