/** Asking for a link, and the same answer for every address; where nothing can be sent, it says with whom the link waits. */
import { Handshake, MailCheck } from 'lucide';
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { Form, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { EmailInput } from './new-account-fields';

interface AskForLinkProps {
  purpose: 'sign-in' | 'reset';
  sent: boolean;
  canSend: boolean;
  answer?: FormAnswer | null;
}

export function AskForLink({ purpose, sent, canSend, answer }: AskForLinkProps) {
  const t = useT('accounts');
  const reset = purpose === 'reset';
  const back = <ButtonLink to="/sign-in">{t('signInLink.back')}</ButtonLink>;
  if (sent)
    return canSend ? (
      <Sent title={t('signInLink.sentTitle')} icon={<Icon of={MailCheck} />} text={t(reset ? 'reset.sent' : 'signInLink.sent')}>
        {back}
      </Sent>
    ) : (
      <Sent title={t('signInLink.waitingTitle')} icon={<Icon of={Handshake} />} text={t(reset ? 'reset.waiting' : 'signInLink.waiting')}>
        {back}
      </Sent>
    );
  return (
    <>
      <PageHeader
        title={t(reset ? 'reset.title' : 'signInLink.title')}
        lead={canSend ? t(reset ? 'reset.text' : 'signInLink.text') : undefined}
      />
      {canSend ? null : <Notice className="mb-4">{t('noMail')}</Notice>}
      <Card>
        <Form answer={answer}>
          <FormErrors />
          <EmailInput />
          <div className="flex flex-wrap gap-2">
            <SubmitButton>{t(canSend ? (reset ? 'reset.submit' : 'signInLink.submit') : 'signInLink.ask')}</SubmitButton>
            {back}
          </div>
        </Form>
      </Card>
    </>
  );
}

function Sent({ title, icon, text, children }: { title: string; icon: ReactNode; text: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title={title} />
      <Card>
        <EmptyState icon={icon} title={text} action={children}>
          {null}
        </EmptyState>
      </Card>
    </>
  );
}
