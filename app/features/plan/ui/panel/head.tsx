/** What the item is called: kind, code, title; and what can be done with it as a whole. */
import { Ellipsis, Trash2, X } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button, IconButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton } from '~/ui/menu';
import { limits } from '../../plan';
import { KindIcon } from '../board/card';
import { useDraft } from '../use-draft';
import { usePlanWords } from '../words';
import type { ItemPanelProps } from './item-panel';
import { fieldOf } from './part';

export function Head(props: ItemPanelProps) {
  const { plan, item, edits, onClose } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const [removing, setRemoving] = useState(false);
  const title = useDraft(item.title, (typed) => {
    const clean = typed.replace(/\s+/g, ' ').trim();
    if (clean === '') return false;
    edits?.change(item.id, { title: clean });
    return true;
  });
  return (
    <header>
      <div className="flex items-center gap-2 text-sm text-ink-soft">
        <KindIcon kind={item.kind} className="size-4" />
        <span>{words.kind(item.kind)}</span>
        <span className="font-medium tabular-nums">{plan.codeOf(item.id) ?? t('unassigned')}</span>
        <div className="ms-auto flex">
          {edits ? (
            <Menu label={t('panel.more')} trigger={<Icon of={Ellipsis} className="size-4" />}>
              <MenuButton type="button" danger onClick={() => setRemoving(true)}>
                <Icon of={Trash2} />
                {t('panel.remove')}
              </MenuButton>
            </Menu>
          ) : null}
          <IconButton label={t('close')} onClick={onClose}>
            <Icon of={X} className="size-4" />
          </IconButton>
        </div>
      </div>
      {edits ? (
        <textarea
          {...fieldOf(title)}
          rows={2}
          lang={plan.facts.language}
          maxLength={limits.title}
          aria-label={t('panel.title')}
          className="mt-1 block w-full resize-none rounded-control border border-transparent bg-transparent px-2 py-1 text-lg leading-6 font-semibold hover:border-line-strong focus:border-line-strong field-sizing-content"
        />
      ) : (
        <h2 lang={plan.facts.language} className="mt-1 px-2 py-1 text-lg leading-6 font-semibold wrap-anywhere">
          {words.title(item)}
        </h2>
      )}
      {title.theirs === null ? null : (
        <p role="status" className="mt-1 flex flex-wrap items-center gap-2 px-2 text-sm text-warn">
          {t('panel.theirs', { text: title.theirs })}
          <Button onMouseDown={(event) => event.preventDefault()} onClick={title.take}>
            {t('panel.take')}
          </Button>
        </p>
      )}
      {removing && edits ? <RemoveDialog {...props} onDone={() => setRemoving(false)} /> : null}
    </header>
  );
}

/** A work package is removed with what is in it, or alone: then that is unassigned. */
function RemoveDialog({ plan, item, edits, onClose, onDone }: ItemPanelProps & { onDone: () => void }) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const within = withinOf(plan, item.id).filter((id) => !plan.isFrozen(id));
  const remove = (ids: string[]) => {
    edits?.remove(ids);
    announce(t('panel.removed', { title: words.title(item) }));
    onDone();
    onClose();
  };
  return (
    <Dialog
      open
      title={t('panel.removeTitle', { title: words.title(item) })}
      onClose={onDone}
      actions={
        <>
          <Button onClick={onDone}>{t('cancel')}</Button>
          {within.length > 0 ? <Button onClick={() => remove([item.id])}>{t('panel.removeAlone')}</Button> : null}
          <Button look="danger" onClick={() => remove([item.id, ...within])}>
            {within.length > 0 ? t('panel.removeAll', { count: within.length + 1 }) : t('panel.remove')}
          </Button>
        </>
      }
    >
      <p>{within.length > 0 ? t('panel.removeWithin', { count: within.length }) : t('panel.removeHint')}</p>
    </Dialog>
  );
}

function withinOf(plan: ItemPanelProps['plan'], id: string): string[] {
  return (plan.outline.children.get(id) ?? []).flatMap((child) => [child.id, ...withinOf(plan, child.id)]);
}
