/** A new card in a column, by its title: Enter adds it and the field stays open for the next. */
import { Plus } from 'lucide';
import { useContext, useEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { blankItem, type Item, limits, parentsOf, type RoomKind } from '../../plan';
import { CardsContext } from './card';
import type { ColumnProps } from './column';
import { changesFor } from './columns';

export function QuickAdd({ edits, columnKey, lane, name, adding: kind, within }: ColumnProps & { adding: RoomKind }) {
  const shown = useContext(CardsContext);
  const t = useT('plan');
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const open = typed !== null;
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  if (!edits || !shown) return null;
  const { plan } = shown;
  const close = () => {
    setTyped(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const add = () => {
    const title = (typed ?? '').trim();
    if (title === '') return;
    const parent = parentsOf[kind].includes('workPackage') ? within : null;
    const blank: Item = { ...blankItem(kind), parent };
    const given = [columnKey, ...(lane ? [lane] : [])].map((key) => changesFor(plan, blank, key) ?? {});
    edits.add({ kind, title, parent, ...Object.assign({}, ...given) });
    announce(t('board.added', { title, column: name }));
    setTyped('');
  };
  if (typed === null) {
    return (
      <div className="p-2">
        <Button
          ref={button}
          look="plain"
          icon={<Icon of={Plus} className="size-4" />}
          className="w-full justify-start"
          onClick={() => setTyped('')}
        >
          {t('board.add')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="p-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        maxLength={limits.title}
        aria-label={t('board.addTo', { column: name })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
        className={controlClasses}
      />
      <div className="mt-2 flex gap-2">
        <Button type="submit" look="primary">
          {t('add')}
        </Button>
        <Button onClick={close}>{t('close')}</Button>
      </div>
    </form>
  );
}
