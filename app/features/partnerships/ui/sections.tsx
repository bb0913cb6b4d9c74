/** Parts of the settings pages. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { useBrowserLayoutEffect } from '~/ui/browser-layout-effect';
import { ButtonLink } from '~/ui/button';
import { EmptyState, type EmptyStateProps } from '~/ui/card';
import { Notice } from '~/ui/notice';
import { SourceNote, type SourceRow } from './facts-view';

interface SectionProps {
  title: string;
  action?: ReactNode;
  /** Instead of the content, when there is none. */
  empty?: string;
  sources?: SourceRow[];
  /** What the sources are quoted in. */
  language?: string;
  children: ReactNode;
}

export function Section({ title, action, empty, sources = [], language, children }: SectionProps) {
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {action}
      </div>
      {empty ? <p className="text-ink-soft">{empty}</p> : children}
      {sources.map((source) => (
        <SourceNote key={source.id} source={source} language={language} />
      ))}
    </section>
  );
}

/**
 * The form below a list; "Edit" in the list leads here.
 * @param subject id of what is being edited. When it changes, the focus comes to the heading: the page stays, and what was pressed may be gone.
 */
export function FormSection({ title, subject, children }: { title: string; subject?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(subject);
  // Sooner than the frame's care for a lost focus (ui/frame/arrival.tsx), which would begin at the top of the page: "Cancel" stays here.
  useBrowserLayoutEffect(() => {
    if (before.current !== subject && !subject && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [subject]);
  // Later than it: "Edit" begins at the heading and not at the section that the address names.
  useEffect(() => {
    if (before.current !== subject && subject) heading.current?.focus({ preventScroll: true });
    before.current = subject;
  }, [subject]);
  return (
    <section id="form" className="mt-8 scroll-mt-20 rounded-card border border-line bg-surface p-5">
      <h2 ref={heading} tabIndex={-1} className="mb-4 text-base font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What a list is for while it has nothing: the form below adds the first. */
export function EmptyList({ icon, title, example, mayEdit, children }: Omit<EmptyStateProps, 'action'> & { mayEdit: boolean }) {
  const t = useT('partnerships');
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState
        icon={icon}
        title={title}
        example={example}
        action={
          mayEdit ? (
            <ButtonLink to="#form" reloadDocument>
              {t('empty.add')}
            </ButtonLink>
          ) : undefined
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}

/** Why this cannot be changed here, and whom to ask. */
export function ReadOnlyNotice({ closed, coordinators }: { closed: boolean; coordinators: string[] }) {
  const t = useT('partnerships');
  const format = useFormat();
  return <Notice className="mb-6">{closed ? t('settings.closed') : t('settings.readOnly', { names: format.list(coordinators) })}</Notice>;
}
