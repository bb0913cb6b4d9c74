/** For the host: who may open partnerships. */
import { useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Form, SubmitButton } from '~/ui/form';
import { Table, Td, Th } from '~/ui/table';

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  emailUnproved: boolean;
  isHost: boolean;
  isExample: boolean;
  mayOpenPartnerships: boolean;
}

export function AccountsTable({ accounts }: { accounts: readonly AccountRow[] }) {
  const t = useT('accounts');
  return (
    <Table caption={t('host.accounts', { count: accounts.length })} captionVisible columns={[t('host.account'), t('host.mayOpen')]}>
      {accounts.map((account) => (
        <tr key={account.id}>
          <Th>
            <span className="font-medium wrap-break-word">{account.name}</span>{' '}
            {account.isExample ? <Badge>{t('host.example')}</Badge> : null}
            <span className="block font-normal text-ink-soft wrap-break-word">
              {account.email} {account.emailUnproved ? <Badge tone="warn">{t('host.emailUnproved')}</Badge> : null}
            </span>
          </Th>
          <Td>{account.isHost ? t('host.always') : <Permission account={account} />}</Td>
        </tr>
      ))}
    </Table>
  );
}

function Permission({ account }: { account: AccountRow }) {
  const t = useT('accounts');
  const may = account.mayOpenPartnerships;
  return (
    <Form className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <input type="hidden" name="userId" value={account.id} />
      <span className="min-w-8">{t(may ? 'host.yes' : 'host.no')}</span>
      <SubmitButton
        look="quiet"
        name="may"
        value={may ? 'no' : 'yes'}
        aria-label={t(may ? 'host.stopName' : 'host.allowName', { name: account.name })}
      >
        {t(may ? 'host.stop' : 'host.allow')}
      </SubmitButton>
    </Form>
  );
}
