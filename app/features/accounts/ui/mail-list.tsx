/** Mails that wait to be handed over, newest first. */
import { useT, When } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Card } from '~/ui/card';

export interface WaitingMail {
  id: string;
  toAddress: string;
  subject: string;
  text: string;
  language: string;
  link: string | null;
  /** The link was used, or its time is over. */
  linkGone: boolean;
  createdAt: string | Date;
}

export function MailList({ mails }: { mails: readonly WaitingMail[] }) {
  const t = useT('accounts');
  return (
    <ul className="grid gap-4">
      {mails.map((mail) => (
        <li key={mail.id}>
          <Card
            title={<span lang={mail.language}>{mail.subject}</span>}
            action={<When at={mail.createdAt} className="text-sm text-ink-soft" />}
          >
            <p className="text-sm wrap-break-word">{t('mailbox.to', { address: mail.toAddress })}</p>
            {mail.linkGone ? (
              <p className="mt-2">
                <Badge tone="warn">{t('mailbox.gone')}</Badge>
              </p>
            ) : null}
            {mail.link && !mail.linkGone ? (
              <p className="mt-2 text-sm">
                <span className="block text-ink-soft">{t('mailbox.link')}</span>
                <a href={mail.link} className="break-all text-accent underline">
                  {mail.link}
                </a>
              </p>
            ) : null}
            <details className="mt-2 text-sm">
              <summary className="inline-flex min-h-8 cursor-pointer items-center text-ink-soft hover:text-ink pointer-coarse:min-h-11">
                {t('mailbox.whole')}
              </summary>
              <pre lang={mail.language} className="mt-2 rounded-control bg-sunken p-3 font-sans whitespace-pre-wrap wrap-break-word">
                {mail.text}
              </pre>
            </details>
          </Card>
        </li>
      ))}
    </ul>
  );
}
