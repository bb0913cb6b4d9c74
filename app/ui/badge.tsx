/** `<Badge tone="good">Approved</Badge>`: a state in a word; the colour repeats what the word says. `icon` before the word. */
import type { ReactNode } from 'react';
import { classes } from './classes';

export type BadgeTone = 'plain' | 'accent' | 'good' | 'warn' | 'danger';

const TONES: Record<BadgeTone, string> = {
  plain: 'border-line bg-sunken text-ink-soft',
  accent: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good',
  warn: 'border-transparent bg-warn-soft text-warn',
  danger: 'border-transparent bg-danger-soft text-danger',
};

export function Badge({
  tone = 'plain',
  icon,
  children,
  title,
}: {
  tone?: BadgeTone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex items-center gap-1 rounded-full border px-2 py-px text-xs leading-5 font-medium [&>svg]:size-3.5',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
