/** Mails that the mail server did not take, for the host: to whom, and what it said. Shows nothing when there are none. */
import { useT, When } from '~/i18n/react';
import { Table, Td, Th } from '~/ui/table';

export interface GivenUpMail {
  id: string;
  toAddress: string;
  subject: string;
  language: string;
  lastError: string | null;
  failedAt: string | Date | null;
}

export function GivenUpMails({ mails }: { mails: readonly GivenUpMail[] }) {
  const t = useT('accounts');
  if (mails.length === 0) return null;
  return (
    <section>
      <Table caption={t('givenUp.title', { count: mails.length })} captionVisible columns={[t('givenUp.mail'), t('givenUp.reason')]}>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <Th>
              <span className="font-medium wrap-break-word">{mail.toAddress}</span>
              <span lang={mail.language} className="block font-normal wrap-break-word">
                {mail.subject}
              </span>
              {mail.failedAt ? <When at={mail.failedAt} className="block font-normal text-ink-soft" /> : null}
            </Th>
            <Td>
              {/* What the mail server said, in its own words. */}
              <span lang="en" className="wrap-break-word">
                {mail.lastError}
              </span>
            </Td>
          </tr>
        ))}
      </Table>
      <p className="mt-2 text-sm text-ink-soft">{t('givenUp.text')}</p>
    </section>
  );
}
