/** The menu of kept views: one's own and those for everybody, and the way to keep what is looked at now. */
import { Bookmark, Check, Pencil, Plus } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton, MenuHeading, MenuLine } from '~/ui/menu';
import type { SavedView } from '../../views';
import { KeepDialog } from './keep-dialog';
import { ManageDialog } from './manage-dialog';

export interface SavedViewsProps {
  partnershipId: string;
  views: readonly SavedView[];
  /** What is looked at now, as the address says it, without the question mark. */
  query: string;
  /** Shows a view: its query takes the place of the address's. */
  navigate: (query: string) => void;
  mayShare: boolean;
}

export function SavedViews({ partnershipId, views, query, navigate, mayShare }: SavedViewsProps) {
  const t = useT('plan');
  const [dialog, setDialog] = useState<'keep' | 'manage' | null>(null);
  const groups = [
    { title: t('views.mine'), list: views.filter(({ mine }) => mine) },
    { title: t('views.forAll'), list: views.filter(({ mine }) => !mine) },
  ];
  return (
    <>
      <Menu label={t('views.title')} trigger={<Icon of={Bookmark} className="size-4" />} stays>
        {groups.map(({ title, list }) =>
          list.length > 0 ? (
            <div key={title}>
              <MenuHeading>{title}</MenuHeading>
              {list.map((view) => (
                <MenuButton
                  key={view.id}
                  type="button"
                  aria-current={view.query === query ? 'true' : undefined}
                  onClick={() => navigate(view.query)}
                >
                  {view.query === query ? <Icon of={Check} /> : <span className="w-4" />}
                  <span className="min-w-0 flex-1 truncate">{view.name}</span>
                  {view.isDefault ? <span className="text-xs text-ink-soft">{t('views.opensFirst')}</span> : null}
                </MenuButton>
              ))}
            </div>
          ) : null,
        )}
        {views.length > 0 ? <MenuLine /> : null}
        <MenuButton type="button" onClick={() => setDialog('keep')}>
          <Icon of={Plus} />
          {t('views.keep')}
        </MenuButton>
        {views.some(({ mine }) => mine) ? (
          <MenuButton type="button" onClick={() => setDialog('manage')}>
            <Icon of={Pencil} />
            {t('views.manage')}
          </MenuButton>
        ) : null}
      </Menu>
      {dialog === 'keep' ? (
        <KeepDialog partnershipId={partnershipId} query={query} mayShare={mayShare} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'manage' ? (
        <ManageDialog
          partnershipId={partnershipId}
          views={views.filter(({ mine }) => mine)}
          mayShare={mayShare}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}
