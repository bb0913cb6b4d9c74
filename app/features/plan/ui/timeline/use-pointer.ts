/** Bars dragged with the mouse or a pen: whole, by an end, or a line from an end to another bar. Fingers scroll; for them there is the menu. */
import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { addDays } from '~/kit/dates';
import type { LinkType } from '../../plan';
import { isPoint, type Part } from './dragging';
import { anchorOf } from './links';
import type { Row } from './rows';
import { dayAt, nearestDay, xOf } from './scale';
import type { Chart } from './use-chart';
import type { Held, Holding } from './use-held';

/** Px: a press that moves less is no drag; so near the edge the line scrolls along, by so much a frame. */
const STILL = 4;
const EDGE = 36;
const ALONG = 9;

type Side = 'start' | 'end';

/** A line that is drawn now, in px of the line of time. */
export interface Drawing {
  from: string;
  side: Side;
  fromX: number;
  fromY: number;
  x: number;
  y: number;
  over: { id: string; side: Side } | null;
}

export interface PointerOptions {
  chart: Chart;
  holding: Holding;
  headHeight: number;
  indexOf: (id: string) => number;
  rowOf: (id: string) => Row | null;
  /** Says why something cannot be. */
  refuse: (why: string) => void;
  link: (from: string, to: string, type: LinkType) => void;
}

interface Gesture {
  row: Row;
  part: Part;
  side: Side | null;
  /** Px from the edge that moves to where it was taken. */
  grip: number;
  at: { x: number; y: number };
  begun: boolean;
  held: Held | null;
  drawing: Drawing | null;
}

const TYPES: Record<Side, Record<Side, LinkType>> = { end: { start: 'FS', end: 'FF' }, start: { start: 'SS', end: 'SF' } };

export function usePointer(options: PointerOptions) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const now = useRef(options);
  now.current = options;
  const gesture = useRef<Gesture | null>(null);
  const ended = useRef<(() => void) | null>(null);
  /** A press that was a drag is no click on what it ends over. */
  const dragged = useRef(false);
  useEffect(() => () => ended.current?.(), []);

  const placeOf = (at: { x: number; y: number }) => {
    const { chart, headHeight } = now.current;
    const box = chart.scroller.current as HTMLDivElement;
    const edges = box.getBoundingClientRect();
    const isRtl = getComputedStyle(box).direction === 'rtl';
    const x = isRtl ? edges.right - at.x : at.x - edges.left;
    return { x: x + Math.abs(box.scrollLeft) - chart.listWidth, y: at.y - edges.top + box.scrollTop - headHeight, edges };
  };

  const follow = (one: Gesture) => {
    const { chart, holding } = now.current;
    const { x, y } = placeOf(one.at);
    if (one.side) {
      one.drawing = { ...(one.drawing as Drawing), x, y, over: barAt(one.at, one.row.id, x) };
      setDrawing(one.drawing);
      return;
    }
    if (!one.held) return;
    const edge = x - one.grip;
    const day = isPoint(one.row)
      ? dayAt(chart.scale, edge)
      : one.part === 'end'
        ? addDays(nearestDay(chart.scale, edge), -1)
        : nearestDay(chart.scale, edge);
    one.held = holding.hold(one.held, one.part, day);
  };

  const barAt = (at: { x: number; y: number }, but: string, x: number): Drawing['over'] => {
    const id = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-bar]')?.dataset.bar;
    if (!id || id === but) return null;
    const { rowOf, indexOf, chart } = now.current;
    const row = rowOf(id);
    const anchor = row && anchorOf(row, indexOf(id), chart.scale, chart.rowHeight);
    return { id, side: !anchor || x < anchor.x + anchor.width / 2 || (row && isPoint(row)) ? 'start' : 'end' };
  };

  const begun = (one: Gesture): boolean => {
    const { holding, refuse, chart, indexOf } = now.current;
    one.begun = true;
    dragged.current = true;
    if (one.side) {
      const anchor = anchorOf(one.row, indexOf(one.row.id), chart.scale, chart.rowHeight);
      if (!anchor) return false;
      const fromX = one.side === 'end' ? anchor.x + anchor.width : anchor.x;
      one.drawing = { from: one.row.id, side: one.side, fromX, fromY: anchor.y, x: fromX, y: anchor.y, over: null };
      return true;
    }
    one.held = holding.pick(one.row.id, one.part, 'pointer');
    if (one.held) return true;
    const why = holding.refusal(one.row.id);
    if (why) refuse(why);
    return false;
  };

  const begin = (event: ReactPointerEvent<HTMLElement>, row: Row) => {
    if (event.button !== 0 || event.pointerType === 'touch' || row.start === null || row.end === null) return;
    dragged.current = false;
    const { part = 'whole', link } = (event.target as HTMLElement).dataset;
    const at = { x: event.clientX, y: event.clientY };
    const { chart } = now.current;
    const edge = isPoint(row)
      ? xOf(chart.scale, row.end) + chart.scale.perDay / 2
      : part === 'end'
        ? xOf(chart.scale, row.end) + chart.scale.perDay
        : xOf(chart.scale, row.start);
    const one: Gesture = {
      row,
      part: isPoint(row) ? 'whole' : (part as Part),
      side: (link as Side | undefined) ?? null,
      grip: placeOf(at).x - edge,
      at,
      begun: false,
      held: null,
      drawing: null,
    };
    gesture.current = one;
    let frame = 0;
    const move = (moved: PointerEvent) => {
      if (!one.begun && Math.hypot(moved.clientX - at.x, moved.clientY - at.y) < STILL) return;
      one.at = { x: moved.clientX, y: moved.clientY };
      if (!one.begun && !begun(one)) return stop();
      follow(one);
    };
    const along = () => {
      const box = chart.scroller.current;
      if (one.begun && box) {
        const { edges } = placeOf(one.at);
        const by = one.at.x > edges.right - EDGE ? ALONG : one.at.x < edges.left + chart.listWidth + EDGE ? -ALONG : 0;
        if (by !== 0) {
          box.scrollLeft += by;
          follow(one);
        }
      }
      frame = requestAnimationFrame(along);
    };
    const stop = () => {
      cancelAnimationFrame(frame);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', onEscape, true);
      gesture.current = null;
      ended.current = null;
      setDrawing(null);
    };
    const up = () => {
      stop();
      if (one.held) now.current.holding.drop(one.held);
      if (one.drawing?.over) now.current.link(one.row.id, one.drawing.over.id, TYPES[one.drawing.side][one.drawing.over.side]);
    };
    const cancel = () => {
      stop();
      now.current.holding.cancel();
    };
    const onEscape = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      cancel();
    };
    ended.current = stop;
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', onEscape, true);
    frame = requestAnimationFrame(along);
  };

  return { drawing, begin, wasDrag: () => dragged.current };
}
