/** What is done with the plan as a whole: what was removed, and the pages beside it. */
import { ArrowDownUp, CalendarOff, CalendarRange, Ellipsis, Layers, ListChecks, Trash2 } from 'lucide';
import { useState } from 'react';
import type * as Y from 'yjs';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton, MenuLine, MenuLink } from '~/ui/menu';
import type { PlanEdits } from '../edits';
import { readRemoved } from '../live';
import type { Plan } from '../whole';
import { KindIcon } from './board/card';
import { usePlanWords } from './words';

export function MoreMenu({ plan, edits, doc }: { plan: Plan; edits: PlanEdits | null; doc: Y.Doc | null }) {
  const t = useT('plan');
  const [removed, setRemoved] = useState(false);
  return (
    <>
      <Menu label={t('more')} trigger={<Icon of={Ellipsis} className="size-4" />}>
        <MenuLink to="files">
          <Icon of={ArrowDownUp} />
          {t('files.title')}
        </MenuLink>
        <MenuButton type="button" disabled={!doc} onClick={() => setRemoved(true)}>
          <Icon of={Trash2} />
          {t('trash.title')}
        </MenuButton>
        <MenuLine />
        <MenuLink to="periods">
          <Icon of={CalendarRange} />
          {t('periods.title')}
        </MenuLink>
        <MenuLink to="baselines">
          <Icon of={Layers} />
          {t('baselines.title')}
        </MenuLink>
        <MenuLink to="days">
          <Icon of={CalendarOff} />
          {t('days.title')}
        </MenuLink>
        <MenuLink to="lists">
          <Icon of={ListChecks} />
          {t('lists.title')}
        </MenuLink>
      </Menu>
      {removed && doc ? <Removed plan={plan} edits={edits} doc={doc} onClose={() => setRemoved(false)} /> : null}
    </>
  );
}

/** `plan` is another one after each change: then what was removed is read again. */
function Removed({ plan, edits, doc, onClose }: { plan: Plan; edits: PlanEdits | null; doc: Y.Doc; onClose: () => void }) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const items = readRemoved(doc);
  return (
    <Dialog open title={t('trash.title')} onClose={onClose}>
      {items.length === 0 ? <p className="text-ink-soft">{t('trash.none')}</p> : null}
      <ul className="grid gap-1">
        {items.map((item) => (
          <li key={item.id} className="flex items-center gap-2">
            <KindIcon kind={item.kind} />
            <span lang={plan.facts.language} className="min-w-0 flex-1 wrap-anywhere">
              {words.title(item)}
            </span>
            {edits ? (
              <Button
                onClick={() => {
                  edits.restore([item.id]);
                  announce(t('trash.restored', { title: words.title(item) }));
                }}
              >
                {t('trash.restore')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
