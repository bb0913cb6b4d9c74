/**
 * The frame around pages.
 *
 * `<Frame partnership partnerships>` for pages of a partnership (rendered once, by the layout route of `/p/:partnership`, around its
 * `<Outlet />`); without a partnership it shows the top bar alone (my partnerships, account).
 * `<PlainFrame>` for pages of somebody who is not signed in: a mark, a language choice, one column.
 * Who reads comes from root.tsx. What a page says to the frame: `handle` (handle.ts) and `<TopBarSlot>` (slots.tsx).
 */
import { useLocation } from '@remix-run/react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '../classes';
import { Mark } from '../mark';
import { noteArrived } from '../unsent';
import { useFrameHandles } from './handle';
import { LanguageMenu } from './language-menu';
import { BottomBar, type FramePartnership, Rail } from './rail';
import { SlotsContext } from './slots';
import { TopBar } from './top-bar';

export interface FrameProps {
  partnership?: FramePartnership;
  /** Those that the reader is a member of, for the switcher. */
  partnerships?: readonly FramePartnership[];
  /** What is shown is not the page that was asked for: its wish for the whole width does not count. */
  failed?: boolean;
  /** What is new for the reader, in the top bar. */
  bell?: ReactNode;
  children: ReactNode;
}

export function Frame({ partnership, partnerships = [], failed = false, bell, children }: FrameProps) {
  const [here, setHere] = useState<HTMLElement | null>(null);
  const [state, setState] = useState<HTMLElement | null>(null);
  const [trouble, setTrouble] = useState<HTMLElement | null>(null);
  const slots = useMemo(() => ({ here, state, trouble }), [here, state, trouble]);
  const full = useFrameHandles().full && !failed;
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page that is shown.
  useEffect(() => {
    if (!failed) noteArrived();
  }, [failed, key]);
  return (
    <SlotsContext.Provider value={slots}>
      <SkipLink />
      <div className="flex min-h-dvh">
        {partnership ? <Rail partnership={partnership} partnerships={partnerships} /> : null}
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar {...{ partnership, partnerships, bell }} here={setHere} state={setState} trouble={setTrouble} />
          <main
            id="main"
            tabIndex={-1}
            className={classes(
              'flex-1 outline-none',
              !full && 'mx-auto w-full max-w-6xl px-4 pt-6 sm:pt-8 md:px-8',
              partnership ? 'pb-24 md:pb-12' : 'pb-12',
            )}
          >
            {children}
          </main>
        </div>
      </div>
      {partnership ? <BottomBar partnership={partnership} /> : null}
    </SlotsContext.Provider>
  );
}

export function PlainFrame({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return (
    <>
      <SkipLink />
      <div className="flex min-h-dvh flex-col">
        <header className="flex min-h-14 items-center justify-between gap-4 px-4 sm:px-6 print:hidden">
          <p className="flex items-center gap-2 font-semibold">
            <Mark />
            Koinon
          </p>
          <LanguageMenu />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className={classes('mx-auto w-full flex-1 px-4 pt-6 pb-16 outline-none sm:pt-12', wide ? 'max-w-3xl' : 'max-w-md')}
        >
          {children}
        </main>
      </div>
    </>
  );
}

function SkipLink() {
  const t = useT('ui');
  return (
    <a
      href="#main"
      className="fixed start-4 -top-16 z-50 rounded-control bg-accent px-4 py-2 font-medium text-on-accent focus:top-3 focus:text-on-accent"
    >
      {t('skip')}
    </a>
  );
}
