/** What is happening, in large letters: read from across a corridor, and on a phone. It is asked for again when others change something, and each minute. */
import { useRevalidator } from '@remix-run/react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Button, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import type { Happening } from '../happening';
import type { ListedActivity } from '../queries.server';
import { ActivityRow } from './activity-row';

/** Alone on a screen it is read from afar, and nobody presses anything. */
const WHEN_FULL =
  '[&:fullscreen]:overflow-y-auto [&:fullscreen]:bg-ground [&:fullscreen]:p-8 [&:fullscreen]:[zoom:1.3] [&:fullscreen_header_:is(a,button,p)]:hidden';

const MINUTE_MS = 60_000;

interface PageProps {
  lists: Happening<ListedActivity>;
  held: number;
  participants: number;
  /** Activities whose numbers are too small for this reader. */
  leftOut: number;
  countries: readonly string[];
  country: string;
  language: string;
  /** Where all activities are. */
  list: string;
  updates: number;
  /** As it may be seen by who walks by. */
  screen: boolean;
}

export function HappeningPage({ lists, held, participants, leftOut, countries, country, language, list, updates, screen }: PageProps) {
  const t = useT('activities');
  const format = useFormat();
  useEachMinute();
  const ref = useRef<HTMLDivElement>(null);
  const address = (at: string, on: boolean) => {
    const search = new URLSearchParams({ ...(at ? { country: at } : {}), ...(on ? { screen: '1' } : {}) }).toString();
    return search ? `?${search}` : '.';
  };
  return (
    <div ref={ref} className={WHEN_FULL}>
      <PageHeader
        title={t('now.title')}
        lead={screen ? t('now.screenWhat') : undefined}
        back={{ to: list, label: t('title') }}
        action={
          screen ? (
            <>
              <ButtonLink to={address(country, false)}>{t('now.leaveScreen')}</ButtonLink>
              <FullScreenButton of={ref} />
            </>
          ) : (
            <ButtonLink to={address(country, true)}>{t('now.screen')}</ButtonLink>
          )
        }
      />
      <nav aria-label={t('filter.country')} className="-mx-1 mb-4 max-w-full overflow-x-auto">
        <ul className="flex gap-1 px-1 py-0.5">
          {['', ...countries].map((one) => (
            <li key={one}>
              <Link
                to={address(one, screen)}
                aria-current={one === country ? 'page' : undefined}
                className="inline-flex min-h-9 items-center rounded-control px-3 text-sm font-medium whitespace-nowrap text-ink-soft no-underline hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent pointer-coarse:min-h-11"
              >
                {one ? format.country(one) : t('now.all')}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p role="status" className="sr-only">
        {updates > 0 ? t('page.updated') : ''}
      </p>
      <dl className="mb-6 grid grid-cols-2 gap-4 sm:max-w-xl">
        <Total number={format.number(held)}>{t('now.heldCount', { count: held })}</Total>
        <Total number={format.number(participants)}>{t('now.peopleCount', { count: participants })}</Total>
      </dl>
      {leftOut > 0 ? <p className="-mt-4 mb-6 text-sm text-ink-soft">{t('now.leftOut', { count: leftOut })}</p> : null}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        {(['now', 'today', 'week', 'held'] as const).map((name) => (
          <Card key={name} title={t(`now.${name}`)} flush>
            {lists[name].length > 0 ? (
              <ul className="divide-y divide-line">
                {lists[name].map((activity) => (
                  <ActivityRow key={activity.id} activity={activity} language={language} to={`${list}/${activity.id}`} />
                ))}
              </ul>
            ) : (
              <p className="px-4 pt-2 pb-5 text-ink-soft sm:px-5">{t(`now.nothing.${name}`)}</p>
            )}
          </Card>
        ))}
      </div>
    </div>
  );
}

/** Shows the page alone, as large as the screen; there where browsers can do that. */
function FullScreenButton({ of }: { of: RefObject<HTMLDivElement> }) {
  const t = useT('activities');
  const [can, setCan] = useState(false);
  useEffect(() => setCan(document.fullscreenEnabled), []);
  return can ? (
    <Button look="primary" onClick={() => void of.current?.requestFullscreen()}>
      {t('now.fullScreen')}
    </Button>
  ) : null;
}

function Total({ number, children }: { number: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse rounded-card border border-line bg-surface px-4 py-3">
      <dt className="text-sm text-ink-soft">{children}</dt>
      <dd className="text-4xl font-semibold tracking-tight tabular-nums">{number}</dd>
    </div>
  );
}

/** What runs now is another thing in a minute, also where nobody changes anything. */
function useEachMinute() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) revalidate();
    }, MINUTE_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
}
