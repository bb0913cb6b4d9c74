/** The timeline by keys: rows, folding, and bars that are picked up, moved and put down, each step said. */
import type { KeyboardEvent } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { Plan } from '../../whole';
import { follow, stepped } from './dragging';
import { useRowWords } from './row-words';
import type { Row } from './rows';
import type { Chart } from './use-chart';
import type { Held, Holding } from './use-held';

export interface KeysOptions {
  plan: Plan;
  rows: readonly Row[];
  active: number;
  go: (index: number) => void;
  fold: (id: string, folded: boolean) => void;
  open: (row: Row) => void;
  holding: Holding;
  chart: Chart;
  refuse: (why: string) => void;
}

export function useKeys({ plan, rows, active, go, fold, open, holding, chart, refuse }: KeysOptions) {
  const t = useT('plan');
  const words = useRowWords(plan);
  const announce = useAnnounce();

  const pickUp = (row: Row) => {
    const held = row.start === null ? null : holding.pick(row.id, 'whole', 'keys');
    if (!held) return refuse(row.start === null ? t('timeline.noDates') : (holding.refusal(row.id) ?? ''));
    chart.goTo(held.span.start, false);
    announce(t('timeline.held', { name: words.name(row) }));
  };

  const step = (held: Held, event: KeyboardEvent, by: 1 | -1) => {
    const item = plan.items.get(held.id);
    const part = event.altKey ? 'end' : 'whole';
    const at = item && follow(plan, held.id, held.dates).get(held.id);
    if (!item || !at) return holding.cancel();
    // From where it was put, not from where what it waits for pushes it: else it could not be moved back.
    const base = { ...held, span: at.planned };
    const next = holding.hold(base, part, stepped({ ...item, ...held.dates }, at.planned, part, by, event.shiftKey, holding.rule));
    const now = follow(plan, held.id, next.dates).get(held.id);
    if (!now) return;
    chart.goTo(part === 'end' ? now.end : now.start, false);
    announce(`${words.name(item)} ${words.span(now.start, now.end)}`);
  };

  const whileHeld = (held: Held, event: KeyboardEvent): boolean => {
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const isRtl = chart.scroller.current !== null && getComputedStyle(chart.scroller.current).direction === 'rtl';
        step(held, event, (event.key === 'ArrowRight') === isRtl ? -1 : 1);
        return true;
      }
      case ' ':
      case 'Enter':
        holding.drop(held);
        return true;
      case 'Escape': {
        const row = rows[active];
        holding.cancel();
        if (row) announce(t('timeline.cancelled', { name: words.name(row) }));
        return true;
      }
      default:
        return event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
    }
  };

  const atRow = (row: Row, event: KeyboardEvent): boolean => {
    const page = Math.max(1, Math.floor(chart.part.height / chart.rowHeight) - 2);
    const inRow = event.target === event.currentTarget ? null : (event.target as HTMLElement).closest<HTMLElement>('[role="row"]');
    const onButton = inRow !== null && event.target !== inRow;
    const to: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const index = to[event.key];
    if (index !== undefined) {
      go(Math.max(0, Math.min(rows.length - 1, index)));
      return true;
    }
    if (onButton) {
      if (event.key !== 'ArrowLeft' && event.key !== 'Escape') return false;
      inRow.focus();
      return true;
    }
    switch (event.key) {
      case ' ':
        pickUp(row);
        return true;
      case 'Enter':
        open(row);
        return true;
      case 'ArrowRight':
        if (row.folded) fold(row.id, false);
        else inRow?.querySelector<HTMLElement>('[data-menu]')?.focus();
        return true;
      case 'ArrowLeft': {
        if (row.folded === false) {
          fold(row.id, true);
          return true;
        }
        const above = rows.slice(0, active).findLastIndex(({ depth }) => depth < row.depth);
        if (above >= 0) go(above);
        return true;
      }
      default:
        return false;
    }
  };

  return (event: KeyboardEvent) => {
    const row = rows[active];
    if (!row || event.ctrlKey || event.metaKey) return;
    const held = holding.held?.by === 'keys' ? holding.held : null;
    if (held ? whileHeld(held, event) : !event.altKey && atRow(row, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}
