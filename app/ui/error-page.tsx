/**
 * What a reader sees when a page cannot be shown: what happened, what is safe, what to do.
 * A boundary takes the place of its route's own drawing, frame included: a layout route draws its frame again around `<PageError>`
 * (routes/p.$partnership.tsx), every other one uses `<WholePageError>`.
 * No permission looks exactly like not found.
 */
import { isRouteErrorResponse, type MetaDescriptor, useLocation, useRouteError } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useT } from '~/i18n/react';
import { ButtonLink, buttonClasses } from './button';
import { Frame, PlainFrame } from './frame/frame';
import { useReader } from './frame/reader';
import { Link } from './link';
import { PageHeader } from './page-header';
import { pageTitle } from './title';
import { isWaiting, noteNotArrived } from './unsent';

function isNothingHere(error: unknown): boolean {
  return isRouteErrorResponse(error) && (error.status === 404 || error.status === 403);
}

/** The error, to be put inside a frame. */
export function PageError() {
  return isNothingHere(useRouteError()) ? <NothingHere /> : <Failed />;
}

/** The error on a page of its own; whoever is signed in keeps the way to their account. */
export function WholePageError() {
  const { person } = useReader();
  return person ? (
    <Frame failed>
      <PageError />
    </Frame>
  ) : (
    <PlainFrame>
      <PageError />
    </PlainFrame>
  );
}

/** The `meta` of a route with a boundary: pages that say nothing themselves are called Koinon, errors by what they say. */
export function errorTitle({ error, matches }: { error?: unknown } & Parameters<ReturnType<typeof pageTitle>>[0]): MetaDescriptor[] {
  if (!error) return [{ title: 'Koinon' }];
  return pageTitle('ui', isNothingHere(error) ? 'missing.title' : 'error.title')({ matches });
}

function NothingHere() {
  const t = useT('ui');
  return (
    <div className="max-w-prose">
      <PageHeader title={t('missing.title')} />
      <p>{t('missing.why')}</p>
      <p className="mt-3">{t('missing.advice')}</p>
      <p className="mt-6">
        <ButtonLink to="/" look="primary">
          {t('error.home')}
        </ButtonLink>
      </p>
    </div>
  );
}

function Failed() {
  const t = useT('ui');
  const { pathname, search } = useLocation();
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    noteNotArrived();
    setTyped(isWaiting(pathname));
  }, [pathname]);
  return (
    <div className="max-w-prose">
      <PageHeader title={t('error.title')} />
      <p>{t('error.what')}</p>
      <p className="mt-3">{typed ? t('error.typed') : t('error.safe')}</p>
      <p className="mt-3">{t('error.advice')}</p>
      <p className="mt-6 flex flex-wrap gap-3">
        {typed ? (
          <Link to={`${pathname}${search}`} className={buttonClasses('primary')}>
            {t('error.backToForm')}
          </Link>
        ) : null}
        {/* A real visit: the page's own state is what failed. */}
        <Link reloadDocument to={`${pathname}${search}`} className={buttonClasses(typed ? 'quiet' : 'primary')}>
          {t('error.again')}
        </Link>
        <ButtonLink to="/" reloadDocument>
          {t('error.home')}
        </ButtonLink>
      </p>
    </div>
  );
}
