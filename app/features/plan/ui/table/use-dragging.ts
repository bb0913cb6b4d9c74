/** Rows that are dragged by their handle, with the pointer. By keyboard: Alt and the arrow keys, and "Move to". */
import { type PointerEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { Plan } from '../../whole';
import { beside, into, type Place } from './moving';
import type { Row } from './rows';

/** px from the edge of the table within which it scrolls, and by how much each frame. */
const EDGE = 40;
const STEP = 10;

export interface Dropping {
  id: string;
  target: string;
  where: 'before' | 'into' | 'after';
  /** Null: it may not be put there. */
  place: Place | null;
}

interface Dragging {
  grid: RefObject<HTMLElement>;
  height: number;
  now: RefObject<{ plan: Plan; rows: readonly Row[] }>;
  drop: (id: string, place: Place) => void;
}

/** Where a row would go that is held over a part (0 to 1) of another. */
export function dropAt(plan: Plan, id: string, target: string, part: number): Omit<Dropping, 'id'> | null {
  const [item, over] = [plan.items.get(id), plan.items.get(target)];
  if (!item || !over || id === target) return null;
  const inside = into(plan, item, over);
  const where = inside && part > 0.3 && (part < 0.7 || over.kind === 'workPackage') ? 'into' : part < 0.5 ? 'before' : 'after';
  return { target, where, place: where === 'into' ? inside : beside(plan, item, over, where) };
}

export function useDragging({ grid, height, now, drop }: Dragging) {
  const [dropping, setDropping] = useState<Dropping | null>(null);
  const held = useRef<Dropping | null>(null);
  const end = useRef(drop);
  end.current = drop;
  const drag = useCallback(
    (id: string, event: PointerEvent<HTMLElement>) => {
      const element = grid.current;
      if (!element || event.button !== 0) return;
      event.preventDefault();
      const handle = event.currentTarget;
      handle.setPointerCapture(event.pointerId);
      let y = event.clientY;
      let frame = 0;
      const look = () => {
        const { top, bottom } = element.getBoundingClientRect();
        if (y < top + height + EDGE) element.scrollTop -= STEP;
        else if (y > bottom - height - EDGE) element.scrollTop += STEP;
        // The head takes the height of a row.
        const at = (y - top + element.scrollTop - height) / height;
        const { plan, rows } = now.current as { plan: Plan; rows: readonly Row[] };
        const row = rows[Math.floor(at)];
        const found = row ? dropAt(plan, id, row.id, at - Math.floor(at)) : null;
        const before = held.current;
        if (before?.target !== found?.target || before?.where !== found?.where) {
          held.current = found && { id, ...found };
          setDropping(held.current);
        }
        frame = requestAnimationFrame(look);
      };
      const move = (moved: globalThis.PointerEvent) => {
        y = moved.clientY;
      };
      const stop = (last: Event) => {
        cancelAnimationFrame(frame);
        handle.removeEventListener('pointermove', move);
        handle.removeEventListener('pointerup', stop);
        handle.removeEventListener('pointercancel', stop);
        window.removeEventListener('keydown', giveUp, true);
        const at = held.current;
        held.current = null;
        setDropping(null);
        if (last.type === 'pointerup' && at?.place) end.current(id, at.place);
      };
      const giveUp = (pressed: KeyboardEvent) => {
        if (pressed.key === 'Escape') stop(pressed);
      };
      handle.addEventListener('pointermove', move);
      handle.addEventListener('pointerup', stop);
      handle.addEventListener('pointercancel', stop);
      window.addEventListener('keydown', giveUp, true);
      frame = requestAnimationFrame(look);
    },
    [grid, height, now],
  );
  return { dropping, drag };
}
