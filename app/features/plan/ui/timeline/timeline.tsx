/** The timeline: bars on project months and on the calendar, with what waits for what. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { X } from 'lucide';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import { useLinking } from '../use-linking';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { putNew } from './dragging';
import { Ground, Header, headHeight } from './header';
import { DrawnLine, Links } from './links';
import { type Asked, RowDialogs } from './row-menu';
import { type RowActions, RowView } from './row-view';
import { type Baseline, type Row, rowsOf } from './rows';
import { dayAt } from './scale';
import { Toolbar } from './toolbar';
import { useChart } from './use-chart';
import { changesOf, useHeld } from './use-held';
import { useKeys } from './use-keys';
import { usePointer } from './use-pointer';

export interface TimelineProps extends ViewProps {
  /** Drawn behind the bars. */
  baseline?: Baseline;
}

export default function TimelineView(props: TimelineProps) {
  const { plan, shown, query, setQuery, edits, open, changedByOthers, today, baseline } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const chart = useChart(plan, query, today, baseline);
  const { scroller, scale, listWidth, listShown, part, rowHeight } = chart;
  const holding = useHeld(plan, edits, query.zoom);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () => rowsOf({ plan, shown, today, moved: holding.moved, baseline, folded }),
    [plan, shown, today, holding.moved, baseline, folded],
  );
  const places = useMemo(() => new Map(rows.map(({ id }, index) => [id, index])), [rows]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = Math.max(0, (activeId !== null && places.get(activeId)) || 0);
  const [asked, setAsked] = useState<{ id: string; what: Asked } | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const linking = useLinking(plan, edits);
  const hintId = useId();
  const head = headHeight(plan);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: head,
    scrollMargin: 0,
  });
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [rowHeight, virtual]);
  const drawn = virtual.getVirtualItems().map(({ index }) => index);
  const [first, last] = [drawn[0] ?? 0, drawn.at(-1) ?? 0];
  // What has the focus stays in the page, however far one scrolls.
  if (activeId !== null && rows[active] && !drawn.includes(active)) drawn.push(active);

  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${activeId}"]`)?.focus({ preventScroll: true });
  }, [activeId, scroller]);
  const go = (index: number) => {
    const row = rows[index];
    if (!row || row.id === activeId) return;
    wantsFocus.current = true;
    virtual.scrollToIndex(index);
    setActiveId(row.id);
  };

  // A dialog that closes leaves the focus nowhere: it goes back to the row that it was about.
  const closeDialog = () => {
    const id = asked?.id;
    setAsked(null);
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      scroller.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: true });
    });
  };

  const refuse = (why: string) => {
    setRefused(why);
    announce(why);
  };
  const fold = (id: string, isFolded: boolean) =>
    setFolded((before) => {
      const next = new Set(before);
      if (isFolded) next.add(id);
      else next.delete(id);
      return next;
    });
  const pointer = usePointer({
    chart,
    holding,
    headHeight: head,
    indexOf: (id) => places.get(id) ?? 0,
    rowOf: (id) => rows[places.get(id) ?? -1] ?? null,
    refuse,
    link: (from, to, type) => {
      const why = linking(from, to, type, 0);
      if (why === null) setRefused(null);
      else refuse(why);
    },
  });
  const onKeyDown = useKeys({
    plan,
    rows,
    active,
    go,
    fold,
    open: (row) => (row.start === null && edits && !row.frozen ? setAsked({ id: row.id, what: 'dates' }) : open(row.id)),
    holding,
    chart,
    refuse,
  });
  const place = (row: Row, clientX: number) => {
    const item = plan.items.get(row.id);
    const box = scroller.current;
    if (!item || !box || !edits) return;
    if (row.frozen) return refuse(words.frozen(row.kind, row.code ?? row.title));
    const edges = box.getBoundingClientRect();
    const isRtl = getComputedStyle(box).direction === 'rtl';
    const x = (isRtl ? edges.right - clientX : clientX - edges.left) + Math.abs(box.scrollLeft) - listWidth;
    edits.change(row.id, changesOf(item, putNew(item, dayAt(scale, x), holding.rule)));
  };
  const actions = useSteady<RowActions>({
    begin: pointer.begin,
    press: (row) => {
      if (pointer.wasDrag()) return;
      setActiveId(row.id);
      open(row.id);
    },
    focus: (row) => setActiveId(row.id),
    fold: (row) => fold(row.id, !row.folded),
    // An activity is changed on its own page.
    menu: (row) => (row.kind === 'activity' ? open(row.id) : setAsked({ id: row.id, what: 'menu' })),
    place,
  });
  const askedItem = asked ? plan.items.get(asked.id) : undefined;
  const headProps = { plan, scale, part, listWidth, listShown, today };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Toolbar plan={plan} query={query} setQuery={setQuery} chart={chart} today={today} />
      {refused === null ? null : (
        <Notice
          tone="warn"
          live
          className="mx-4 mb-2 shrink-0 md:mx-6"
          title={refused}
          action={
            <IconButton label={t('close')} onClick={() => setRefused(null)}>
              <Icon of={X} className="size-4" />
            </IconButton>
          }
        />
      )}
      {rows.length === 0 ? <p className="px-4 pb-3 text-sm text-ink-soft md:px-6">{t('timeline.nothing')}</p> : null}
      <p id={hintId} hidden>
        {t(edits ? 'timeline.keys' : 'timeline.keysReading')}
      </p>
      <div ref={scroller} data-timeline className="relative min-h-0 flex-1 overflow-auto overscroll-x-contain border-t border-line">
        <div
          role="treegrid"
          aria-label={t('timeline.label')}
          aria-describedby={hintId}
          aria-rowcount={rows.length + 1}
          onKeyDown={onKeyDown}
          onBlur={() => holding.held?.by === 'keys' && holding.cancel()}
          className="relative min-h-full select-none"
          style={{ width: listWidth + scale.width }}
        >
          <Header {...headProps} />
          <Ground {...headProps} />
          <div className="relative" style={{ height: rows.length * rowHeight }}>
            <div className="absolute top-0" style={{ insetInlineStart: listWidth }}>
              <Links
                links={plan.links}
                inactive={plan.schedule.inactive}
                rows={rows}
                places={places}
                scale={scale}
                rowHeight={rowHeight}
                first={first}
                last={last}
                from={part.from}
                to={part.to}
                active={activeId}
                marksCritical={query.critical}
              />
            </div>
            {drawn.map((index) => {
              const row = rows[index];
              return row ? (
                <RowView
                  key={row.id}
                  plan={plan}
                  row={row}
                  index={index}
                  height={rowHeight}
                  scale={scale}
                  listWidth={listWidth}
                  listShown={listShown}
                  lang={plan.facts.language}
                  isActive={index === active}
                  isHeld={holding.held?.id === row.id}
                  changed={changedByOthers.has(row.id)}
                  marksCritical={query.critical}
                  writes={edits !== null}
                  actions={actions}
                />
              ) : null;
            })}
            {pointer.drawing ? (
              <div className="absolute top-0" style={{ insetInlineStart: listWidth }}>
                <DrawnLine drawing={pointer.drawing} />
              </div>
            ) : null}
          </div>
        </div>
      </div>
      {asked && askedItem ? (
        <RowDialogs
          plan={plan}
          item={askedItem}
          edits={edits}
          asked={asked.what}
          ask={(what) => setAsked({ id: asked.id, what })}
          open={() => open(asked.id)}
          onClose={closeDialog}
        />
      ) : null}
    </div>
  );
}

/** The same functions for as long as the page stands, which do what the newest ones do. */
function useSteady<Functions extends object>(functions: Functions): Functions {
  const newest = useRef(functions);
  newest.current = functions;
  const call = useCallback(
    (name: keyof Functions) =>
      (...values: unknown[]) =>
        (newest.current[name] as (...all: unknown[]) => unknown)(...values),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: their names never change.
  return useMemo(
    () => Object.fromEntries(Object.keys(functions).map((name) => [name, call(name as keyof Functions)])) as Functions,
    [call],
  );
}
