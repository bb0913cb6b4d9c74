/** The signed-in person: account page and signing out. */
import { LogOut, UserRound } from 'lucide';
import { useT } from '~/i18n/react';
import { Avatar } from '../avatar';
import { Icon } from '../icon';
import { Menu, MenuButton, MenuLine, MenuLink } from '../menu';
import type { Reader } from './reader';

const TRIGGER = 'flex size-8 items-center justify-center rounded-full pointer-coarse:size-11';

export function AccountMenu({ person }: { person: NonNullable<Reader['person']> }) {
  const t = useT('ui');
  return (
    <Menu
      label={t('account.menu', { name: person.name })}
      triggerClassName={TRIGGER}
      trigger={<Avatar name={person.name} colour={person.colour} />}
    >
      <div className="px-2.5 py-2">
        <p className="font-semibold wrap-anywhere">{person.name}</p>
        <p className="text-ink-soft wrap-anywhere">{person.email}</p>
      </div>
      <MenuLine />
      <MenuLink to="/account">
        <Icon of={UserRound} />
        {t('account.page')}
      </MenuLink>
      <form method="post" action="/sign-out">
        <MenuButton>
          <Icon of={LogOut} />
          {t('account.signOut')}
        </MenuButton>
      </form>
    </Menu>
  );
}
