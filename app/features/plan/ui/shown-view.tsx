/**
 * The view that is chosen, and the panel. Each is a file of its own: who looks at the board loads no timeline. Until its file is here the plan stands
 * there still, as the server draws it.
 */
import { type ComponentType, memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useBrowserLayoutEffect } from '~/ui/browser-layout-effect';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import type { View } from '../query';
import type { ItemPanelProps } from './panel/item-panel';
import { StillBoard, StillList } from './still';
import type { ViewProps } from './view';

const VIEWS: Record<View, () => Promise<{ default: ComponentType<ViewProps> }>> = {
  board: () => import('./board/board'),
  table: () => import('./table/table'),
  timeline: () => import('./timeline/timeline'),
  calendar: () => import('./calendar/calendar-view'),
};
const loadPanel = () => import('./panel/item-panel');

/** What a file holds, once it is here; `again` asks for one that did not come. */
function useFile<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const [found, setFound] = useState<{ of: unknown; Shown: ComponentType<Props> | null }>({ of: null, Shown: null });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again.
  useEffect(() => {
    let gone = false;
    load().then(
      ({ default: Shown }) => gone || setFound({ of: load, Shown }),
      () => gone || setFound({ of: load, Shown: null }),
    );
    return () => {
      gone = true;
    };
  }, [load, tries]);
  const isHere = found.of === load;
  return { Shown: isHere ? found.Shown : null, missing: isHere && found.Shown === null, again: () => setTries((count) => count + 1) };
}

/** Drawn again with the plan that is to be shown, not with each letter around it. */
export const ShownView = memo(function ShownView(props: ViewProps) {
  const { Shown, missing, again } = useFile(VIEWS[props.query.view]);
  const place = useRef<HTMLDivElement>(null);
  const leftFocus = useRef(false);
  useBrowserLayoutEffect(() => {
    if (Shown === null || !leftFocus.current) return;
    leftFocus.current = false;
    focusFirst(place.current);
  }, [Shown]);
  const Still = props.query.view === 'board' ? StillBoard : StillList;
  return (
    <div ref={place} className="contents">
      {Shown ? (
        <Shown {...props} />
      ) : (
        <StillFrame onLeave={(hadFocus) => (leftFocus.current = hadFocus)}>
          {missing ? <Missing again={again} /> : null}
          <Still {...props} />
        </StillFrame>
      )}
    </div>
  );
});

/** The first that takes it: what is in a closed menu does not. */
function focusFirst(place: HTMLElement | null): void {
  for (const one of place?.querySelectorAll<HTMLElement>(TAB_STOP) ?? []) {
    one.focus({ preventScroll: true });
    if (document.activeElement === one) return;
  }
}

const TAB_STOP = 'button:not([tabindex="-1"]), a[href]:not([tabindex="-1"]), [tabindex="0"]';

/** Who was in what stands there still is put into what takes its place, not back to the top of the page. */
function StillFrame({ onLeave, children }: { onLeave: (hadFocus: boolean) => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const leave = useRef(onLeave);
  useBrowserLayoutEffect(() => {
    const still = box.current;
    return () => leave.current(still?.contains(document.activeElement) ?? false);
  }, []);
  return (
    <div ref={box} className="flex h-full flex-col">
      {children}
    </div>
  );
}

export function ShownPanel(props: ItemPanelProps) {
  const { Shown, missing, again } = useFile(loadPanel);
  if (Shown) return <Shown {...props} />;
  return missing ? <Missing again={again} /> : null;
}

function Missing({ again }: { again: () => void }) {
  const t = useT('plan');
  return (
    <Notice
      tone="warn"
      live
      className="mx-4 mb-3"
      title={t('missing.title')}
      action={<Button onClick={again}>{t('missing.again')}</Button>}
    >
      {t('missing.text')}
    </Notice>
  );
}
