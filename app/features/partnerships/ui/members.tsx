/** Who is in a partnership, for whom, and as what. */
import { Form as RemixForm } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Avatar } from '~/ui/avatar';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Link } from '~/ui/link';
import { personColour } from '~/ui/person-colours';
import { Table, Td, Th } from '~/ui/table';
import type { Grant } from '../partnerships';
import type { listInvitations, listMembers } from '../queries.server';
import { useWords } from './words';

export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number];
export type InvitationRow = Awaited<ReturnType<typeof listInvitations>>[number];

export function Grants({ grants }: { grants: Grant[] }) {
  const words = useWords();
  return (
    <ul className="flex flex-wrap gap-1.5">
      {grants.map((grant) => (
        <li key={`${grant.role}:${grant.language}`}>
          <Badge tone={grant.role === 'coordinator' ? 'accent' : 'plain'}>{words.grant(grant)}</Badge>
        </li>
      ))}
    </ul>
  );
}

export function MemberTable({ members, mayEdit }: { members: MemberRow[]; mayEdit: boolean }) {
  const t = useT('partnerships');
  const format = useFormat();
  const columns = [t('member.name'), t('member.organisation'), t('member.roles')];
  return (
    <Table caption={t('members.title')} columns={mayEdit ? [...columns, { head: t('edit'), hidden: true }] : columns}>
      {members.map((member) => (
        <tr key={member.id}>
          <Th>
            <span className="flex items-center gap-2.5">
              <Avatar name={member.name} colour={personColour(member.userId)} />
              <span>
                {member.name}
                {member.isMe ? <span className="font-normal text-ink-soft"> ({t('member.you')})</span> : null}
                {member.isExample ? <span className="block text-xs font-normal text-ink-soft">{t('example')}</span> : null}
              </span>
            </span>
          </Th>
          <Td>
            {member.organisation.name}
            <span className="block text-sm text-ink-soft">{format.country(member.organisation.country)}</span>
          </Td>
          <Td>
            <Grants grants={member.grants} />
          </Td>
          {mayEdit ? (
            <Td className="text-end">
              <Link
                to={member.id}
                aria-label={t('editNamed', { name: member.name })}
                className="-my-1.5 inline-flex min-h-8 items-center pointer-coarse:min-h-11"
              >
                {t('edit')}
              </Link>
            </Td>
          ) : null}
        </tr>
      ))}
    </Table>
  );
}

export function InvitationTable({ invitations }: { invitations: InvitationRow[] }) {
  const t = useT('partnerships');
  const format = useFormat();
  const columns = [t('invitation.for'), t('member.organisation'), t('member.roles'), t('invitation.by'), t('invitation.until')];
  return (
    <Table caption={t('invitations.title')} columns={[...columns, { head: t('invitation.withdraw'), hidden: true }]}>
      {invitations.map((invitation) => {
        const name = invitation.name || invitation.email || t('invitation.nobodyNamed');
        return (
          <tr key={invitation.id}>
            <Th>
              {name}
              {invitation.name && invitation.email ? (
                <span className="block text-sm font-normal text-ink-soft">{invitation.email}</span>
              ) : null}
            </Th>
            <Td>{invitation.organisation.name}</Td>
            <Td>
              <Grants grants={invitation.grants} />
            </Td>
            <Td>{invitation.inviter ?? t('change.somebody')}</Td>
            <Td className="whitespace-nowrap">{format.date(new Date(invitation.expiresAt))}</Td>
            <Td className="text-end">
              <RemixForm method="post">
                <input type="hidden" name="id" value={invitation.id} />
                <Button type="submit" name="intent" value="withdraw" aria-label={t('invitation.withdrawNamed', { name })}>
                  {t('invitation.withdraw')}
                </Button>
              </RemixForm>
            </Td>
          </tr>
        );
      })}
    </Table>
  );
}
