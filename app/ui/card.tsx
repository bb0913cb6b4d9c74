/**
 * `<Card>`: one thing, a hairline around it, no shadow. With `title` it is a section with its own heading (level 2 unless said).
 * `<EmptyState>`: what this is, one action, one example.
 */
import type { ReactNode } from 'react';
import { classes } from './classes';

export interface CardProps {
  title?: ReactNode;
  /** Beside the title: one quiet link or button. */
  action?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
  className?: string;
  /** Rows that reach the border (lists, tables) bring their own padding. */
  flush?: boolean;
}

export function Card({ title, action, level = 2, children, className, flush }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={classes('min-w-0 rounded-card border border-line bg-surface', className)}>
      {title ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-4 pb-1 sm:px-5">
          <Heading className="text-base font-semibold">{title}</Heading>
          {action}
        </div>
      ) : null}
      <div className={flush ? undefined : classes('px-4 pb-4 sm:px-5 sm:pb-5', title ? 'pt-2' : 'pt-4 sm:pt-5')}>{children}</div>
    </section>
  );
}

export interface EmptyStateProps {
  /** A lucide icon, `aria-hidden`. */
  icon?: ReactNode;
  title: string;
  /** What this place is for, in a sentence or two. */
  children: ReactNode;
  action?: ReactNode;
  /** What it may look like: "Example: ...". */
  example?: ReactNode;
}

export function EmptyState({ icon, title, children, action, example }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-10 text-center">
      {icon ? (
        <div className="mb-3 flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent [&>svg]:size-5">{icon}</div>
      ) : null}
      <p className="font-semibold">{title}</p>
      <div className="mt-1 text-sm text-ink-soft">{children}</div>
      {action ? <div className="mt-4">{action}</div> : null}
      {example ? <div className="mt-4 text-sm text-ink-faint">{example}</div> : null}
    </div>
  );
}
