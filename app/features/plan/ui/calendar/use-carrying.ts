/**
 * An item on its way to another day, by pointer or by keyboard. What is carried keeps the place where it was taken: who takes a bar by its third
 * day and drops it on Friday has it begin on Wednesday.
 */
import { type DragEvent, useState } from 'react';
import { addDays } from '~/kit/dates';
import { daysBetween } from '../../moving';
import type { Entry } from './entries';

export interface Carried {
  entry: Entry;
  /** Days from its beginning to where it was taken. */
  offset: number;
  by: 'pointer' | 'keys';
  /** The day that it is over. */
  over: string;
}

const TYPE = 'application/x-koinon-item';

export function useCarrying(drop: (id: string, day: string) => void) {
  const [carried, setCarried] = useState<Carried | null>(null);
  const take = (entry: Entry, day: string, by: Carried['by']) =>
    setCarried({ entry, offset: daysBetween(entry.start, day), by, over: day });
  const moveOver = (day: string) => setCarried((now) => (now && now.over !== day ? { ...now, over: day } : now));
  const put = (day: string) => {
    if (!carried) return;
    setCarried(null);
    drop(carried.entry.id, addDays(carried.entry.start, daysBetween(carried.entry.start, day) - carried.offset));
  };
  return {
    carried,
    take,
    moveOver,
    put,
    cancel: () => setCarried(null),
    /** Is a day among those that the item would have? */
    isTarget: (day: string): boolean => {
      if (!carried) return false;
      const start = addDays(carried.over, -carried.offset);
      return day >= start && day <= addDays(start, daysBetween(carried.entry.start, carried.entry.end));
    },
    startDrag: (event: DragEvent, entry: Entry, day: string) => {
      event.dataTransfer.setData(TYPE, entry.id);
      event.dataTransfer.effectAllowed = 'move';
      take(entry, day, 'pointer');
    },
  };
}

export type Carrying = ReturnType<typeof useCarrying>;
