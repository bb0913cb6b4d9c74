/**
 * `<Notice tone="warn" title="...">what happened, what is safe, what to do</Notice>`: a calm bar inside the page, never a modal.
 * `live` announces it when it appears after the page was there (a result, a lost connection).
 */
import { CircleAlert, CircleCheck, type IconNode, Info, TriangleAlert } from 'lucide';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

export type Tone = 'info' | 'good' | 'warn' | 'danger';

const TONES: Record<Tone, { box: string; colour: string; icon: IconNode }> = {
  info: { box: 'border-line bg-surface', colour: 'text-accent', icon: Info },
  good: { box: 'border-good/40 bg-good-soft', colour: 'text-good', icon: CircleCheck },
  warn: { box: 'border-warn/40 bg-warn-soft', colour: 'text-warn', icon: TriangleAlert },
  danger: { box: 'border-danger/40 bg-danger-soft', colour: 'text-danger', icon: CircleAlert },
};

export interface NoticeProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
  live?: boolean;
  className?: string;
}

export function Notice({ tone = 'info', title, children, action, live, className }: NoticeProps) {
  const { box, colour, icon } = TONES[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={classes('flex items-start gap-3 rounded-card border px-4 py-3 text-sm text-ink', box, className)}
    >
      <Icon of={icon} className={classes('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={title ? 'mt-0.5 text-ink-soft' : undefined}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
