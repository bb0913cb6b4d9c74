/** The scroller of the timeline: the line of time in it, the part of it that shows, and ways to go to a day. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useBrowserLayoutEffect } from '~/ui/browser-layout-effect';
import type { PlanQuery, Zoom } from '../../query';
import type { Plan } from '../../whole';
import { type Baseline, daysOf } from './rows';
import { dayAt, type Scale, scaleOf, xOf } from './scale';

/** Px: the list of items, where there is little room, and where only its menus are left. */
const LIST = { wide: 288, narrow: 156, hidden: 44 };
const NARROW = 640;
/** What is drawn of the line reaches so far beyond the screen, and is drawn anew after so many px. */
const MARGIN = 600;

/** The part of the line that is drawn, and the size of what one sees of it. */
export interface ShownPart {
  from: number;
  to: number;
  width: number;
  height: number;
}

export interface Chart {
  scroller: RefObject<HTMLDivElement>;
  scale: Scale;
  listWidth: number;
  listShown: boolean;
  showList: (shown: boolean) => void;
  part: ShownPart;
  rowHeight: number;
  /** Shows the line from a day on, at another zoom: as soon as it is drawn at that. */
  beginAt: (day: string) => void;
  /** Scrolls to a day, where it is not on the screen already, or in any case. */
  goTo: (day: string, always: boolean) => void;
}

export function useChart(plan: Plan, query: PlanQuery, today: string, baseline: Baseline | undefined): Chart {
  const scroller = useRef<HTMLDivElement>(null);
  const [listShown, showList] = useState(true);
  const [part, setPart] = useState<ShownPart>({ from: 0, to: 2_000, width: 1_000, height: 600 });
  const scale = useStableScale(plan, query.zoom, today, baseline);
  const listWidth = listShown ? (part.width < NARROW ? LIST.narrow : LIST.wide) : LIST.hidden;
  const rowHeight = useRowHeight();
  /** The day in the middle of the screen: it stays there when the zoom changes. */
  const middle = useRef<string | null>(null);
  const now = useRef({ scale, listWidth });
  now.current = { scale, listWidth };

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const left = Math.abs(box.scrollLeft);
    const shown = box.clientWidth - now.current.listWidth;
    middle.current = dayAt(now.current.scale, left + shown / 2);
    const from = Math.floor(left / MARGIN) * MARGIN - MARGIN;
    const next = { from, to: from + shown + 3 * MARGIN, width: box.clientWidth, height: box.clientHeight };
    setPart((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, []);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const resized = new ResizeObserver(look);
    resized.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [look]);

  const put = useCallback((day: string, at: number) => {
    const box = scroller.current;
    if (!box) return;
    const { scale: line, listWidth: list } = now.current;
    const left = Math.max(0, xOf(line, day) - (box.clientWidth - list) * at);
    box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -left : left;
  }, []);
  const { startDate } = plan.facts;
  const begun = useRef(false);
  const wanted = useRef<string | null>(null);
  const beginAt = useCallback((day: string) => {
    wanted.current = day;
  }, []);
  useBrowserLayoutEffect(() => {
    if (wanted.current) put(wanted.current, 0.05);
    else if (begun.current && middle.current) put(middle.current, 0.5);
    else if (startDate !== null && (today < startDate || (plan.facts.endDate ?? today) < today)) put(startDate, 0.05);
    else put(today, 0.3);
    begun.current = true;
    wanted.current = null;
    look();
  }, [scale, put, look]);

  const goTo = useCallback(
    (day: string, always: boolean) => {
      const box = scroller.current;
      if (!box) return;
      const x = xOf(now.current.scale, day) - Math.abs(box.scrollLeft);
      const shown = box.clientWidth - now.current.listWidth;
      if (always || x < 24 || x > shown - 48) put(day, always || x < 24 ? 0.2 : 0.7);
    },
    [put],
  );
  return { scroller, scale, listWidth, listShown, showList, part, rowHeight, goTo, beginAt };
}

/** The same one while nothing of it has changed, whatever else of the plan does. */
function useStableScale(plan: Plan, zoom: Zoom, today: string, baseline: Baseline | undefined): Scale {
  const scale = useMemo(() => scaleOf(zoom, daysOf(plan, baseline), today), [plan, zoom, today, baseline]);
  const kept = useRef(scale);
  if (JSON.stringify(kept.current) !== JSON.stringify(scale)) kept.current = scale;
  return kept.current;
}

/** Fingers need more than a mouse does. */
function useRowHeight(): number {
  const [height, setHeight] = useState(36);
  useEffect(() => {
    const coarse = matchMedia('(pointer: coarse)');
    const read = () => setHeight(coarse.matches ? 44 : 36);
    read();
    coarse.addEventListener('change', read);
    return () => coarse.removeEventListener('change', read);
  }, []);
  return height;
}

const ORDER: readonly Zoom[] = ['week', 'month', 'quarter', 'year'];

/** One nearer, one further away; null where there is none. */
export function nextZoom(zoom: Zoom, by: 1 | -1): Zoom | null {
  return ORDER[ORDER.indexOf(zoom) + by] ?? null;
}

/** The nearest zoom at which the whole plan fits into so many px. */
export function fittingZoom(plan: Plan, today: string, room: number): Zoom {
  const days = daysOf(plan).sort();
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today];
  return (
    ORDER.find((zoom) => {
      const scale = scaleOf(zoom, days, today);
      return xOf(scale, last) - xOf(scale, first) <= room;
    }) ?? 'year'
  );
}
