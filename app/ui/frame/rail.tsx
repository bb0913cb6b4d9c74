/** The left rail: which partnership, and its places. At phone width the places move into a bar at the bottom. */
import { useLocation } from '@remix-run/react';
import { Check, ChevronsUpDown, Ellipsis, LayoutGrid, PanelLeftClose, PanelLeftOpen } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { iconButtonClasses } from '../button';
import { classes } from '../classes';
import { Icon } from '../icon';
import { Link } from '../link';
import { Mark } from '../mark';
import { Menu, MenuHeading, MenuLine, MenuLink } from '../menu';
import { PLACES_IN_BAR, type Place, placeOf, places } from './places';
import { railCookie } from './rail-cookie';
import { useReader } from './reader';

/** A partnership as the frame shows it. */
export interface FramePartnership {
  id: string;
  acronym: string;
  title?: string;
  /** BCP 47 of both: the partnership's own, seldom the reader's. */
  language: string;
}

interface RailProps {
  partnership: FramePartnership;
  partnerships: readonly FramePartnership[];
}

const ENTRY =
  'flex items-center rounded-control text-ink-soft no-underline hover:bg-line/50 hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent';

export function Rail({ partnership, partnerships }: RailProps) {
  const t = useT('ui');
  const [narrow, setNarrow] = useState(useReader().railNarrow);
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing over plain http and in older Safari.
    document.cookie = railCookie(!narrow);
    setNarrow(!narrow);
  };
  return (
    <div
      className={classes(
        'sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 border-e border-line bg-sunken px-3 py-3 md:flex print:hidden',
        narrow ? 'w-[3.75rem]' : 'w-60',
      )}
    >
      <PartnershipSwitcher partnership={partnership} partnerships={partnerships} narrow={narrow} />
      <nav aria-label={t('rail.places')}>
        <ul className="grid gap-0.5">
          {places.map((place) => (
            <li key={place.name}>
              <PlaceLink
                place={place}
                partnership={partnership}
                className={classes(ENTRY, 'min-h-9 text-sm', narrow ? 'justify-center' : 'gap-3 px-2.5')}
                title={narrow ? t(`place.${place.name}`) : undefined}
              >
                <span className={narrow ? 'sr-only' : undefined}>{t(`place.${place.name}`)}</span>
              </PlaceLink>
            </li>
          ))}
        </ul>
      </nav>
      <form
        method="post"
        action="/rail"
        className={classes('mt-auto flex', narrow ? 'justify-center' : 'justify-end')}
        onSubmit={(event) => {
          event.preventDefault();
          toggle();
        }}
      >
        <input type="hidden" name="rail" value={narrow ? 'wide' : 'narrow'} />
        <button
          type="submit"
          className={classes(iconButtonClasses, 'hover:bg-line/50')}
          aria-label={t(narrow ? 'rail.widen' : 'rail.narrow')}
          title={t(narrow ? 'rail.widen' : 'rail.narrow')}
        >
          {narrow ? (
            <Icon of={PanelLeftOpen} className="size-4 rtl:rotate-180" />
          ) : (
            <Icon of={PanelLeftClose} className="size-4 rtl:rotate-180" />
          )}
        </button>
      </form>
    </div>
  );
}

/** The same places at the bottom of a phone's screen, where thumbs are. */
export function BottomBar({ partnership }: { partnership: FramePartnership }) {
  const t = useT('ui');
  return (
    <nav
      aria-label={t('rail.places')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {/* As wide as their words, so that a long one takes what short ones leave. */}
      <ul className="mx-auto flex max-w-lg">
        {places.slice(0, PLACES_IN_BAR).map((place) => (
          <li key={place.name} className="min-w-11 flex-auto">
            <PlaceLink place={place} partnership={partnership} className={IN_BAR}>
              <span className="max-w-full truncate">{t(`place.${place.name}`)}</span>
            </PlaceLink>
          </li>
        ))}
        <li className="min-w-11 flex-auto">
          <MorePlaces partnership={partnership} />
        </li>
      </ul>
    </nav>
  );
}

const IN_BAR =
  'flex min-h-14 w-full flex-col items-center justify-center gap-0.5 px-0.5 text-[0.6875rem] leading-4 text-ink-soft no-underline aria-[current=page]:font-semibold aria-[current=page]:text-accent';

/** The places that have no room in the bar; the button is marked where one of them is open. */
function MorePlaces({ partnership }: { partnership: FramePartnership }) {
  const t = useT('ui');
  const rest = places.slice(PLACES_IN_BAR);
  const here = placeOf(useLocation().pathname);
  const isHere = rest.some(({ name }) => name === here?.name);
  return (
    <Menu
      label={t('rail.more')}
      up
      trigger={
        <>
          <Icon of={Ellipsis} className="size-5 shrink-0" />
          <span className="max-w-full truncate">{t('rail.more')}</span>
        </>
      }
      triggerClassName={classes(IN_BAR, isHere && 'font-semibold text-accent')}
    >
      {rest.map(({ name, path, icon }) => (
        <MenuLink key={name} to={`/p/${partnership.id}${path}`} aria-current={name === here?.name ? 'page' : undefined}>
          <Icon of={icon} />
          {t(`place.${name}`)}
        </MenuLink>
      ))}
    </Menu>
  );
}

function PlaceLink({
  place,
  partnership,
  children,
  ...rest
}: {
  place: Place;
  partnership: FramePartnership;
  className: string;
  title?: string;
  children: React.ReactNode;
}) {
  const isHere = placeOf(useLocation().pathname)?.name === place.name;
  return (
    <Link {...rest} to={`/p/${partnership.id}${place.path}`} aria-current={isHere ? 'page' : undefined}>
      <Icon of={place.icon} className="size-[1.125rem] shrink-0" />
      {children}
    </Link>
  );
}

/** Which partnership this is, and the way to the others. */
export function PartnershipSwitcher({ partnership, partnerships, narrow }: RailProps & { narrow?: boolean }) {
  const t = useT('ui');
  return (
    <Menu
      label={t('switch.label', { name: partnership.acronym })}
      align="start"
      triggerClassName={classes(
        'flex min-h-10 w-full items-center gap-2.5 rounded-control text-start hover:bg-line/50 pointer-coarse:min-h-11',
        narrow ? 'min-w-9 justify-center pointer-coarse:min-w-11' : 'px-2',
      )}
      trigger={
        <>
          <Mark />
          {narrow ? null : (
            <>
              <span lang={partnership.language} className="min-w-0 flex-1 truncate font-semibold">
                {partnership.acronym}
              </span>
              <Icon of={ChevronsUpDown} className="size-4 shrink-0 text-ink-faint" />
            </>
          )}
        </>
      }
    >
      <MenuHeading>{t('switch.heading')}</MenuHeading>
      {partnerships.map((other) => (
        <MenuLink key={other.id} to={`/p/${other.id}`} aria-current={other.id === partnership.id ? 'true' : undefined}>
          <Icon of={Check} className={other.id === partnership.id ? undefined : 'invisible'} />
          <span lang={other.language} className="min-w-0">
            <span className="block wrap-anywhere">{other.acronym}</span>
            {other.title ? <span className="line-clamp-2 text-xs font-normal text-ink-soft">{other.title}</span> : null}
          </span>
        </MenuLink>
      ))}
      <MenuLine />
      <MenuLink to="/">
        <Icon of={LayoutGrid} />
        {t('switch.all')}
      </MenuLink>
    </Menu>
  );
}
