/** The page of the plan: its head with the four views and the filter, the view that is chosen, and the panel of an item. */
import { useNavigate, useSearchParams } from '@remix-run/react';
import { Redo2, Undo2 } from 'lucide';
import { memo, type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import type { PlanPage } from '../page.server';
import type { Item } from '../plan';
import { type PlanQuery, readQuery, shownOf, writeQuery } from '../query';
import { FilterBar } from './filter-bar';
import { MoreMenu } from './more-menu';
import { PeopleHere, usePeopleHere } from './people-here';
import { ShownPanel, ShownView } from './shown-view';
import type { PlanNow } from './use-plan';
import { useUndo } from './use-undo';
import { ViewTabs } from './view-tabs';
import { SavedViews } from './views/saved-views';

export interface PlanScreenProps {
  page: PlanPage;
  now: PlanNow;
  /** What else there is about an item, from features that the plan does not know. One function for good. */
  about: (item: Item) => ReactNode;
}

/** Drawn again only with the plan: what the top bar says changes more often. */
export const PlanScreen = memo(function PlanScreen({ page, now, about }: PlanScreenProps) {
  const { plan, edits, doc, awareness } = now;
  const soon = useDeferredValue(now);
  const { today } = page;
  const t = useT('plan');
  const format = useFormat();
  const [query, setQuery, address, show] = usePlanQuery();
  const undo = useUndo(edits);
  // A board of thousands takes longer to draw than a key may take: what is typed into beside it is drawn first. In the other views the focus goes
  // to what was just made, which has to be there.
  const drawn = query.view === 'board' ? soon : now;
  const shown = useMemo(() => shownOf(drawn.plan, query, today), [drawn, query, today]);
  const navigate = useNavigate();
  const latest = useRef(plan);
  latest.current = plan;
  // An activity has a page of its own.
  const open = useCallback(
    (id: string) => {
      const page = latest.current.activityOf(id)?.path;
      if (page) navigate(page);
      else setQuery({ item: id });
    },
    [setQuery, navigate],
  );
  const people = usePeopleHere(awareness, page.me.id, query.item);
  const baseline = useMemo(() => (page.baseline ? new Map(page.baseline) : undefined), [page.baseline]);
  const item = query.item === null ? null : (plan.items.get(query.item) ?? null);
  return (
    // As high as the screen between the bars: the views scroll, not the page.
    <div className="-mb-24 flex h-[calc(100dvh-var(--top-bar,3.5rem)-4.25rem-env(safe-area-inset-bottom))] min-h-80 flex-col md:-mb-12 md:h-[calc(100dvh-var(--top-bar,3.5rem))]">
      <PeopleHere people={people} open={open} />
      <header className="shrink-0 px-4 pt-3 md:px-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
            {t('title')}
          </h1>
          <ViewTabs query={query} />
          <div className="ms-auto flex items-center">
            {edits ? (
              <>
                <IconButton label={t('undo')} disabled={!undo.canUndo} onClick={undo.undo}>
                  <Icon of={Undo2} className="size-4" />
                </IconButton>
                <IconButton label={t('redo')} disabled={!undo.canRedo} onClick={undo.redo}>
                  <Icon of={Redo2} className="size-4" />
                </IconButton>
              </>
            ) : null}
            <SavedViews
              partnershipId={plan.facts.partnershipId}
              views={page.views}
              query={address}
              navigate={show}
              mayShare={page.may.shareView}
            />
            <MoreMenu plan={plan} edits={edits} doc={doc} />
          </div>
        </div>
        {page.reading ? (
          <Notice className="mt-3" title={t('reading.title')}>
            {t(page.reading.closed ? 'reading.closed' : 'reading.role')}{' '}
            {page.reading.ask.length > 0 ? t('reading.ask', { names: format.list(page.reading.ask) }) : null}
          </Notice>
        ) : null}
        <FilterBar plan={plan} query={query} setQuery={setQuery} count={shown.length} baselines={page.baselines} />
      </header>
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 min-w-0 flex-1">
          <ShownView
            plan={drawn.plan}
            shown={shown}
            query={query}
            setQuery={setQuery}
            edits={drawn.edits}
            writes={page.may.write}
            open={open}
            changedByOthers={drawn.changedByOthers}
            people={people}
            baseline={baseline}
            today={today}
          />
        </div>
        {item ? (
          <ShownPanel
            key={item.id}
            plan={plan}
            item={item}
            edits={edits}
            doc={doc}
            today={today}
            may={page.may}
            about={about}
            open={open}
            onClose={() => setQuery({ item: null })}
          />
        ) : null}
      </div>
    </div>
  );
});

/**
 * What is looked at stands in the address; an item that is opened is a step to go back from, a filter is not. The page follows at once, before the
 * browser has gone to the address: a box that is ticked is ticked, and two presses in a row are two.
 */
function usePlanQuery(): [PlanQuery, (changes: Partial<PlanQuery>) => void, string, (address: string) => void] {
  const [params, setParams] = useSearchParams();
  const gone = params.toString();
  const [asked, setAsked] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever the browser has gone counts from then on.
  useEffect(() => setAsked(null), [gone]);
  const address = asked ?? gone;
  const now = useRef(address);
  now.current = address;
  const go = useCallback(
    (next: string, replace: boolean) => {
      if (next === now.current) return;
      now.current = next;
      setAsked(next);
      setParams(new URLSearchParams(next), { replace, preventScrollReset: true });
    },
    [setParams],
  );
  const query = useMemo(() => readQuery(new URLSearchParams(address)), [address]);
  const setQuery = useCallback(
    (changes: Partial<PlanQuery>) => {
      const steps = 'item' in changes && changes.item !== null;
      go(writeQuery({ ...readQuery(new URLSearchParams(now.current)), ...changes }).toString(), !steps);
    },
    [go],
  );
  // A kept view says how to look, and not which item was open.
  const kept = useMemo(() => writeQuery({ ...query, item: null }).toString(), [query]);
  const show = useCallback((view: string) => go(view, false), [go]);
  return [query, setQuery, kept, show];
}
