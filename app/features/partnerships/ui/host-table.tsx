/** For the host: which partnerships there are, to close and to open again. */
import { useFormat, useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Form, SubmitButton } from '~/ui/form';
import { Table, Td, Th } from '~/ui/table';

interface HostRow {
  id: string;
  acronym: string;
  createdAt: Date;
  closed: boolean;
  /** Has it a coordinator? */
  led: boolean;
  members: number;
}

export function HostTable({ partnerships }: { partnerships: HostRow[] }) {
  const t = useT('partnerships');
  const format = useFormat();
  return (
    <Table caption={t('host.title')} captionVisible columns={[t('facts.acronym'), t('host.since'), t('members.title'), t('host.state')]}>
      {partnerships.map(({ id, acronym, createdAt, closed, led, members }) => (
        <tr key={id}>
          <Th>{acronym}</Th>
          <Td>{format.date(createdAt)}</Td>
          <Td>{format.number(members)}</Td>
          <Td>
            <Form className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <input type="hidden" name="partnershipId" value={id} />
              <Badge tone={closed ? 'warn' : 'plain'}>{t(closed ? 'closed' : 'host.open')}</Badge>
              {closed && !led ? (
                <span className="text-sm text-ink-soft">{t('host.notLed')}</span>
              ) : (
                <SubmitButton
                  look="quiet"
                  name="closed"
                  value={closed ? 'no' : 'yes'}
                  aria-label={t(closed ? 'host.reopenNamed' : 'host.closeNamed', { acronym })}
                >
                  {t(closed ? 'host.reopen' : 'host.close')}
                </SubmitButton>
              )}
            </Form>
          </Td>
        </tr>
      ))}
    </Table>
  );
}
