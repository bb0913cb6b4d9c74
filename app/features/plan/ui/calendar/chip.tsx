/** An item in a calendar: a chip on its day, or a bar over its days. */
import { AlertTriangle } from 'lucide';
import type { CSSProperties, DragEvent } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Kind } from '../../plan';
import { KindIcon, LockIcon } from '../board/card';
import { useDayWords } from '../day-words';
import { usePlanWords } from '../words';
import type { Entry } from './entries';

const LOOKS: Record<Kind, string> = {
  workPackage: 'border-line-strong bg-sunken text-ink',
  task: 'border-line-strong bg-ground text-ink',
  deliverable: 'border-accent bg-accent-soft text-ink',
  milestone: 'border-warn bg-warn-soft text-ink',
  risk: 'border-danger bg-danger-soft text-ink',
  activity: 'border-good bg-good-soft text-ink',
};

export interface ChipProps {
  entry: Entry;
  /** Of titles. */
  language: string;
  /** It goes on before what is shown, after it. */
  before?: boolean;
  after?: boolean;
  /** It is being moved. */
  carried: boolean;
  changed: boolean;
  draggable: boolean;
  /** A second line, where there is room: who leads. */
  organisation?: string;
  style: CSSProperties;
  onOpen: () => void;
  onDragStart: (event: DragEvent) => void;
  onDragEnd: () => void;
}

export function Chip(props: ChipProps) {
  const { entry, language, before, after, carried, changed, draggable, organisation, style, onOpen, onDragStart, onDragEnd } = props;
  const { item, code, overdue, frozen, lock, over, time } = entry;
  const words = usePlanWords();
  const say = useEntryWords();
  return (
    <button
      type="button"
      tabIndex={-1}
      data-chip={item.id}
      aria-label={say(entry)}
      title={frozen ? words.frozen(item.kind, nameOf(entry, words)) : nameOf(entry, words)}
      draggable={draggable}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onClick={onOpen}
      style={style}
      className={classes(
        'absolute z-10 flex flex-col justify-center overflow-hidden border px-1.5 text-start text-xs leading-4 hover:border-ink',
        before && after && item.kind === 'task' ? 'border-line bg-ground text-ink-soft' : LOOKS[item.kind],
        before ? 'rounded-s-none border-s-0' : 'rounded-s-md',
        after ? 'rounded-e-none border-e-0' : 'rounded-e-md',
        draggable && 'cursor-grab active:cursor-grabbing',
        carried && 'border-dashed opacity-50',
        changed && 'settling',
      )}
    >
      <span className="flex w-full min-w-0 items-center gap-1">
        <KindIcon kind={item.kind} className="max-sm:hidden" />
        {time || code ? <span className="shrink-0 font-semibold tabular-nums">{time || code}</span> : null}
        <span lang={language} className={classes('min-w-0 flex-1 truncate', over && 'text-ink-soft')}>
          {words.title(item)}
        </span>
        {overdue ? <Icon of={AlertTriangle} className="size-3.5 shrink-0 text-danger" /> : null}
        <LockIcon lock={lock} className="text-ink-soft" />
      </span>
      {organisation ? (
        <span lang={language} className="block w-full truncate text-ink-soft">
          {organisation}
        </span>
      ) : null}
    </button>
  );
}

/** "T2.3 Interviews" */
export function nameOf({ code, item }: Pick<Entry, 'code' | 'item'>, words: ReturnType<typeof usePlanWords>): string {
  return [code, words.title(item)].filter(Boolean).join(' ');
}

/** An entry as it is read aloud: kind, name, from when to when, and what is to be known about it. */
export function useEntryWords(): (entry: Entry) => string {
  const t = useT('plan');
  const words = usePlanWords();
  const days = useDayWords();
  return (entry) => {
    const { item, start, end, overdue, lock, time } = entry;
    const parts = [words.kind(item.kind), nameOf(entry, words)];
    if (time) parts.push(time);
    if (start !== end) parts.push(t('calendar.fromTo', { from: days.short(start), to: days.short(end) }));
    if (overdue) parts.push(t('calendar.overdue'));
    if (lock) parts.push(t(lock === 'restricted' ? 'activity.restricted' : 'frozen'));
    return parts.join(', ');
  };
}
