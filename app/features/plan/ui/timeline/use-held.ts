/** A bar that somebody holds, with the mouse or the keys: where it and what waits for it would be. Its dates are written when it is put down. */
import { useMemo, useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import type { Zoom } from '../../query';
import type { Scheduled, Span } from '../../schedule';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { type Dates, follow, isPoint, type Part, put, type Rule, sameDates } from './dragging';
import { useRowWords } from './row-words';

export interface Held {
  id: string;
  part: Part;
  /** As they were when it was picked up. */
  before: Dates;
  dates: Dates;
  /** Where it was drawn then. */
  span: Span;
  by: 'pointer' | 'keys';
}

export interface Holding {
  held: Held | null;
  moved: ReadonlyMap<string, Scheduled> | undefined;
  rule: Rule;
  /** Why it cannot be moved, in words; null: it can. */
  refusal: (id: string) => string | null;
  pick: (id: string, part: Part, by: Held['by']) => Held | null;
  /** Holds it over a day: as its first, or its last where the end is held. @returns where it is now */
  hold: (held: Held, part: Part, day: string) => Held;
  drop: (held: Held) => void;
  cancel: () => void;
}

export function useHeld(plan: Plan, edits: PlanEdits | null, zoom: Zoom): Holding {
  const t = useT('plan');
  const words = useRowWords(plan);
  const planWords = usePlanWords();
  const announce = useAnnounce();
  const [held, setHeld] = useState<Held | null>(null);
  const rule = useMemo(() => ({ zoom, projectStart: plan.facts.startDate, days: plan.days }), [zoom, plan]);
  const moved = useMemo(() => (held ? follow(plan, held.id, held.dates) : undefined), [plan, held]);
  const refusal = (id: string) => {
    const item = plan.find(id);
    if (!item || edits === null) return t('links.readOnly');
    if (plan.isFrozen(id)) return planWords.frozen(item.kind, words.name(item));
    return plan.scheduled(id) === null ? t('timeline.derived', { name: words.name(item) }) : null;
  };
  const end = () => setHeld(null);
  return {
    held,
    moved,
    rule,
    refusal,
    pick: (id, part, by) => {
      const [item, span] = [plan.items.get(id), plan.scheduled(id)];
      if (!item || !span || refusal(id) !== null) return null;
      const dates = { start: item.start, end: item.end };
      const picked: Held = { id, part, before: dates, dates, span: { start: span.start, end: span.end }, by };
      setHeld(picked);
      return picked;
    },
    hold: (before, part, day) => {
      const item = plan.items.get(before.id);
      const dates = item ? put({ ...item, ...before.dates }, before.span, part, day, rule) : before.dates;
      if (sameDates(dates, before.dates)) return before;
      const next = { ...before, part, dates };
      setHeld(next);
      return next;
    },
    drop: (at) => {
      end();
      const item = plan.items.get(at.id);
      if (!item) return;
      if (!sameDates(at.dates, at.before)) edits?.change(at.id, changesOf(item, at.dates));
      const span = follow(plan, at.id, at.dates).get(at.id);
      if (span) announce(t('timeline.dropped', { name: words.name(item), span: words.span(span.start, span.end) }));
    },
    cancel: end,
  };
}

/** What is due on one day has no beginning to write. */
export function changesOf(item: Item, { start, end }: Dates): Partial<Dates> {
  return isPoint(item) ? { end } : { start, end };
}
