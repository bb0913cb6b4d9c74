/** Members of the partnership, whether they are here now or not. */
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import { Avatar } from '~/ui/avatar';
import { Card } from '~/ui/card';
import { personColour } from '~/ui/person-colours';
import type { MemberRow } from './members';
import { useWords } from './words';

const SHOWN = 12;

export function WhoCard({ members, action }: { members: MemberRow[]; action: ReactNode }) {
  const t = useT('partnerships');
  const words = useWords();
  return (
    <Card title={t('members.title')} action={action}>
      <ul className="grid gap-3">
        {members.slice(0, SHOWN).map((member) => (
          <li key={member.id} className="flex items-center gap-3">
            <Avatar name={member.name} colour={personColour(member.userId)} />
            <span className="min-w-0 flex-1">
              <span className="block wrap-anywhere">{member.name}</span>
              <span className="block text-sm text-ink-soft">
                {words.organisation(member.organisation)}
                {member.grants[0] ? ` · ${words.grant(member.grants[0])}` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
