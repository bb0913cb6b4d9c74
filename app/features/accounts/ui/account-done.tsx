/** What a form of the account page has done. */
import { useT } from '~/i18n/react';
import { Notice } from '~/ui/notice';

const all = ['profile', 'email', 'password', 'mails', 'ended', 'moved'] as const;
export type Done = (typeof all)[number];

export function isDone(text: unknown): text is Done {
  return (all as readonly unknown[]).includes(text);
}

export function AccountDone({ done, count, canSend }: { done: Done; count: number; canSend: boolean }) {
  const t = useT('accounts');
  const said: Record<Done, string> = {
    profile: t('account.saved'),
    email: t(canSend ? 'account.emailSent' : 'account.emailWaiting'),
    password: t('account.passwordChanged'),
    mails: t('account.saved'),
    ended: t('account.sessionEnded', { count }),
    moved: t('account.emailChanged'),
  };
  return (
    <Notice tone="good" live className="mb-6">
      {said[done]}
    </Notice>
  );
}
