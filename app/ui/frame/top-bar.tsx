/** The top bar: where am I, who is here, is it saved, what is new for me, language, account. */
import { useLocation } from '@remix-run/react';
import { ChevronRight } from 'lucide';
import { type ReactNode, type RefCallback, useEffect, useRef } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '../icon';
import { Link } from '../link';
import { Mark } from '../mark';
import { AccountMenu } from './account-menu';
import { useFrameHandles, type Where } from './handle';
import { LanguageMenu } from './language-menu';
import { placeOf } from './places';
import { type FramePartnership, PartnershipSwitcher } from './rail';
import { useReader } from './reader';

export interface TopBarProps {
  partnerships: readonly FramePartnership[];
  partnership?: FramePartnership;
  bell?: ReactNode;
  here?: RefCallback<HTMLElement>;
  state?: RefCallback<HTMLElement>;
  trouble?: RefCallback<HTMLElement>;
}

export function TopBar({ partnership, partnerships, bell, here, state, trouble }: TopBarProps) {
  const t = useT('ui');
  const { person } = useReader();
  return (
    <header
      ref={useHeightTold()}
      className="group/bar sticky top-0 z-20 border-b border-line bg-ground/95 backdrop-blur-sm print:hidden [@media(height<30rem)]:static"
    >
      <div className="flex min-h-14 items-center gap-1.5 px-4 sm:gap-3 md:px-8">
        {partnership ? (
          <>
            <div className="-ms-1.5 shrink-0 md:hidden">
              <PartnershipSwitcher partnership={partnership} partnerships={partnerships} narrow />
            </div>
            <Here partnership={partnership} />
          </>
        ) : (
          <Link to="/" className="flex min-h-8 items-center gap-2 font-semibold text-ink no-underline pointer-coarse:min-h-11">
            <Mark />
            Koinon
          </Link>
        )}
        <div className="ms-auto flex min-w-0 items-center gap-1.5 *:shrink-0 sm:gap-3">
          <div ref={state} className="flex min-w-0 shrink! items-center empty:hidden" />
          <div ref={here} className="flex items-center empty:hidden" />
          {bell}
          {/* On a phone, where a text is written, what is said of saving it needs the room; the language stands on every other page. */}
          <div className={bell ? 'max-sm:group-has-[[data-save]]/bar:hidden' : undefined}>
            <LanguageMenu />
          </div>
          {person ? (
            <AccountMenu person={person} />
          ) : (
            <Link to="/sign-in" className="text-sm">
              {t('account.signIn')}
            </Link>
          )}
        </div>
      </div>
      <div ref={trouble} className="mx-auto grid max-w-[76rem] gap-2 px-4 pb-2 empty:hidden md:px-8" />
    </header>
  );
}

/**
 * Tells the styles how much of the screen the bar covers (`--top-bar`): other bars stick below it, and what gets the focus is scrolled to
 * below both. On a screen so low that bars would fill it (much enlarged text), this one scrolls away.
 */
function useHeightTold() {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const header = bar.current;
    if (!header) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() => {
      const covers = getComputedStyle(header).position === 'sticky' ? header.offsetHeight : 0;
      style.setProperty('--top-bar', `${covers}px`);
    });
    watch.observe(header);
    return () => {
      watch.disconnect();
      style.removeProperty('--top-bar');
    };
  }, []);
  return bar;
}

/** Partnership, place, thing: each step above the last is a link. */
function Here({ partnership }: { partnership: FramePartnership }) {
  const t = useT('ui');
  const place = placeOf(useLocation().pathname);
  const { where } = useFrameHandles();
  const steps: (Where & { to: string })[] = [
    { label: partnership.acronym, lang: partnership.language, to: `/p/${partnership.id}` },
    ...(place && place.path !== '' ? [{ label: t(`place.${place.name}`), to: `/p/${partnership.id}${place.path}` }] : []),
    ...where.map((step) => ({ ...step, to: '' })),
  ];
  return (
    // Takes what the others leave, for the page's heading says the same; on a phone no less than a word or two, once that is scrolled away.
    <nav aria-label={t('where')} className="min-w-[min(3.75rem,17vw)] flex-1 sm:min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {steps.map((step, index) => {
          const last = index === steps.length - 1;
          return (
            <li
              key={`${step.to} ${step.label}`}
              className={last ? 'flex min-w-0 items-center gap-1' : 'hidden shrink-0 items-center gap-1 sm:flex'}
            >
              {index > 0 ? <Icon of={ChevronRight} className="hidden size-3.5 shrink-0 text-ink-faint sm:block rtl:rotate-180" /> : null}
              {last ? (
                <span
                  aria-current="page"
                  lang={step.lang}
                  className="font-medium max-sm:line-clamp-2 max-sm:text-xs max-sm:wrap-anywhere sm:truncate"
                >
                  {step.label}
                </span>
              ) : (
                <Link to={step.to} lang={step.lang} className="inline-flex min-h-8 items-center text-ink-soft no-underline hover:underline">
                  {step.label}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
