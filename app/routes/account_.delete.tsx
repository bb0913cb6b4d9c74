/** Deleting one's own account. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { refuse, refuseForm } from '~/features/accounts/answers.server';
import { deleteAccount, type Ties } from '~/features/accounts/commands.server';
import { deletionForm, type Message } from '~/features/accounts/forms.server';
import { requireSession, signOut } from '~/features/accounts/session.server';
import { PasswordInput } from '~/features/accounts/ui/password-input';
import { forgetNotices } from '~/features/discussions/account-ties.server';
import { lastCoordinatorOf, leaveAll, onlyCoordinatorOf } from '~/features/partnerships/account-ties.server';
import { useT } from '~/i18n/react';
import { parseForm } from '~/kit/forms.server';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { Form, FormErrors, SubmitButton } from '~/ui/form';
import { useFormAnswer } from '~/ui/form-answer';
import { Frame } from '~/ui/frame/frame';
import type { FrameHandle } from '~/ui/frame/handle';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { pageTitle } from '~/ui/title';

/** What features above accounts know of a person. */
const ties: Ties = {
  lastCoordinatorOf,
  async leaveAll(tx, actor, addresses) {
    await leaveAll(tx, actor, addresses);
    await forgetNotices(tx, actor);
  },
};

export const handle: FrameHandle = { i18n: ['accounts'] };
export const meta = pageTitle('accounts', 'deletion.title');

export async function loader({ request }: LoaderFunctionArgs) {
  const { userId } = await requireSession(request);
  return { only: await onlyCoordinatorOf(userId) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const form = await request.formData();
  const parsed = parseForm<Message, typeof deletionForm>(form, deletionForm);
  if (!parsed.ok) return refuse(request, parsed);
  const answer = await deleteAccount(person, parsed.data.deletionPassword, ties);
  if (answer.ok) return redirect('/sign-in?done=deleted', { headers: { 'Set-Cookie': await signOut(request, context.origin) } });
  if ('errors' in answer) return refuseForm(request, form, answer.errors);
  const partnerships = answer.lastCoordinatorOf.join(', ');
  return refuse(request, { errors: { '': 'deletion.last' }, values: {} }, { partnerships });
}

export default function DeleteAccount() {
  const { only } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>();
  const t = useT('accounts');
  return (
    <Frame>
      <div className="mx-auto max-w-2xl">
        <PageHeader title={t('deletion.title')} lead={t('deletion.what')} back={{ to: '/account', label: t('account.title') }} />
        {only.length > 0 ? (
          <Notice tone="warn" className="mb-4">
            {t('deletion.only', { partnerships: only.join(', ') })}
          </Notice>
        ) : null}
        <Card>
          <Form answer={answer}>
            <FormErrors />
            <PasswordInput name="deletionPassword" label={t('password.current')} />
            <div className="flex flex-wrap gap-2">
              <SubmitButton look="danger">{t('deletion.submit')}</SubmitButton>
              <ButtonLink to="/account">{t('deletion.keep')}</ButtonLink>
            </div>
          </Form>
        </Card>
      </div>
    </Frame>
  );
}
