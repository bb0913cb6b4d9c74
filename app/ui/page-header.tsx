/**
 * `<PageHeader title="..." action={...}>`: the one `h1` of a page. After a visit to another page the focus comes here (frame/arrival.ts),
 * so that a screen reader says where the reader is.
 */
import { ChevronLeft } from 'lucide';
import { type ReactNode, useRef } from 'react';
import { useBrowserLayoutEffect } from './browser-layout-effect';
import { Icon } from './icon';
import { Link } from './link';
import { takeFocus } from './take-focus';

export interface PageHeaderProps {
  title: ReactNode;
  /** BCP 47, when the title is in another language than the interface. */
  lang?: string;
  /** One sentence below. */
  lead?: ReactNode;
  /** The primary action of the screen, and at most one quiet one. */
  action?: ReactNode;
  /** The page above this one; `lang` when its name is in another language than the interface. */
  back?: { to: string; label: string; lang?: string };
  /** Badges or facts beside the title. */
  meta?: ReactNode;
  /** It stands where a form stood a moment ago: the focus must not be lost with the form's button. */
  focus?: boolean;
}

export function PageHeader({ title, lang, lead, action, back, meta, focus }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useBrowserLayoutEffect(() => {
    if (focus) takeFocus(heading.current);
  }, [focus]);
  return (
    <header className="mb-6 min-w-0">
      {back ? (
        <Link
          to={back.to}
          className="mb-2 -ms-1 inline-flex max-w-full min-h-8 items-center gap-1 text-sm text-ink-soft hover:text-ink pointer-coarse:min-h-11"
        >
          <Icon of={ChevronLeft} className="size-4 shrink-0 rtl:rotate-180" />
          <span lang={back.lang} className="truncate">
            {back.label}
          </span>
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-3xl">
          <h1
            ref={heading}
            tabIndex={-1}
            lang={lang}
            className="text-2xl font-semibold tracking-tight text-balance hyphens-auto outline-none wrap-anywhere"
          >
            {title}
          </h1>
          {meta ? <div className="mt-1.5 flex flex-wrap items-center gap-2 text-sm text-ink-soft">{meta}</div> : null}
          {lead ? <p className="mt-1.5 text-ink-soft">{lead}</p> : null}
        </div>
        {action ? <div className="flex flex-wrap items-center gap-2">{action}</div> : null}
      </div>
    </header>
  );
}
