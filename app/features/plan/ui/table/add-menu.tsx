/** A new item at the top of the plan, or in the work package where the focus is. */
import { Plus } from 'lucide';
import { useT } from '~/i18n/react';
import { buttonClasses } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton } from '~/ui/menu';
import { type Kind, kinds } from '../../plan';
import { KindIcon } from '../board/card';
import { usePlanWords } from '../words';
import type { Table } from './use-table';

const isTop = (kind: Kind) => kind === 'workPackage' || kind === 'risk';

export function AddMenu({ table }: { table: Table }) {
  const t = useT('plan');
  const words = usePlanWords();
  return (
    <Menu
      align="start"
      label={t('table.add')}
      triggerClassName={buttonClasses('primary')}
      trigger={
        <>
          <Icon of={Plus} className="size-4" />
          {t('table.add')}
        </>
      }
    >
      {kinds.map((kind) => (
        <MenuButton
          key={kind}
          type="button"
          onClick={({ currentTarget }) => {
            const menu = currentTarget.closest('details');
            if (menu) menu.open = false;
            table.actions.add(kind, isTop(kind) ? null : table.home());
          }}
        >
          <KindIcon kind={kind} />
          {words.kind(kind)}
        </MenuButton>
      ))}
    </Menu>
  );
}
