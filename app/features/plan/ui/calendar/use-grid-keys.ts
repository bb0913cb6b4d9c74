/**
 * Keys in the grid of days, which is one stop of the page: arrows go from day to day, Enter goes to what is on the day, arrows up and down
 * along it, Space takes an item along and puts it down.
 */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { addDays } from '~/kit/dates';
import { monthsLater, type Weekday, weekOf } from './weeks';

interface Options {
  grid: RefObject<HTMLDivElement>;
  /** The day that is the stop. */
  day: string;
  firstDay: Weekday;
  /** A keyboard move is under way. */
  carrying: boolean;
  goTo: (day: string) => void;
  openDay: (day: string) => void;
  /** @returns whether it was taken */
  take: (id: string) => boolean;
  put: (day: string) => void;
  cancel: () => void;
}

/** Where a key leads from a day. */
function dayFor(key: string, day: string, firstDay: Weekday): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'PageUp':
      return monthsLater(day, -1);
    case 'PageDown':
      return monthsLater(day, 1);
    case 'Home':
      return weekOf(day, firstDay)[0] as string;
    case 'End':
      return weekOf(day, firstDay)[6] as string;
    default:
      return null;
  }
}

export function useGridKeys(options: Options) {
  const { grid, day, firstDay, carrying, goTo, openDay, take, put, cancel } = options;
  /** Where the focus is to be once it is drawn. */
  const wanted = useRef<{ day: string; item?: string } | null>(null);
  useEffect(() => {
    const want = wanted.current;
    const cell = want && cellOf(grid.current, want.day);
    if (!cell) return;
    const item = want.item ? cell.querySelector<HTMLElement>(`[data-chip="${want.item}"]`) : null;
    if (item || !want.item) wanted.current = null;
    (item ?? cell).focus();
  });

  const focusDay = (next: string, item?: string) => {
    wanted.current = { day: next, item };
    goTo(next);
  };

  const alongItems = (event: KeyboardEvent, step: number) => {
    const cell = cellOf(grid.current, day);
    const stops = [...(cell?.querySelectorAll<HTMLElement>('[data-chip], [data-more]') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement) + step;
    event.preventDefault();
    (stops[at] ?? (at < 0 ? cell : null))?.focus();
  };

  const onItem = (event: KeyboardEvent, id: string | undefined) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') alongItems(event, event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Escape') focusDay(day);
    else if (event.key === ' ' && id && take(id)) {
      event.preventDefault();
      focusDay(day);
    } else go(event);
  };

  const whileCarrying = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') cancel();
    else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      put(day);
    } else go(event);
  };

  const go = (event: KeyboardEvent) => {
    const next = dayFor(event.key, day, firstDay);
    if (next === null) return;
    event.preventDefault();
    focusDay(next);
  };

  const onDay = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return go(event);
    event.preventDefault();
    const first = cellOf(grid.current, day)?.querySelector<HTMLElement>('[data-chip], [data-more]');
    if (first) first.focus();
    else openDay(day);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    wanted.current = null;
    const target = event.target as HTMLElement;
    if (carrying) whileCarrying(event);
    else if (target.dataset.chip || 'more' in target.dataset) onItem(event, target.dataset.chip);
    else if (target.dataset.day) onDay(event);
  };
  return { onKeyDown, focusDay };
}

const cellOf = (grid: HTMLElement | null, day: string) => grid?.querySelector<HTMLElement>(`[data-day="${day}"]`) ?? null;
