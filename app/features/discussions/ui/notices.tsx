/** The reader's notices: each leads to its place, and is read there. */
import { Form, Link } from '@remix-run/react';
import { AtSign, Bell, CalendarClock, type LucideIcon, MessageSquare, UserCheck } from 'lucide-react';
import { useFormat, useT, When } from '~/i18n/react';
import { Button } from '~/ui/button';
import { classes } from '~/ui/classes';
import type { NoticeKind } from '../discussions';
import type { NoticeLine } from '../notices.server';
import { noticeSentence } from '../words';

type Shown = Omit<NoticeLine, 'at' | 'readAt'> & { at: string | Date; readAt: string | Date | null };

const ICONS: Record<NoticeKind, LucideIcon> = {
  mention: AtSign,
  assignment: UserCheck,
  comment: MessageSquare,
  deadline: CalendarClock,
};

export function NoticeList({ notices, partnershipId }: { notices: readonly Shown[]; partnershipId: string }) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {notices.map((notice) => (
        <Row key={notice.id} notice={notice} to={`/p/${partnershipId}/notices/${notice.id}`} />
      ))}
    </ul>
  );
}

function Row({ notice: { id, kind, title, date, actor, at, readAt }, to }: { notice: Shown; to: string }) {
  const t = useT('discussions');
  const format = useFormat();
  const Icon = ICONS[kind as NoticeKind] ?? Bell;
  const sentence = noticeSentence(t, { kind, title, actor, date: date ? format.date(date) : '' });
  return (
    <li className="flex items-center">
      <Link
        to={to}
        className={classes(
          'flex min-h-11 min-w-0 flex-1 items-start gap-3 px-4 py-2.5 no-underline hover:bg-sunken sm:px-5',
          readAt ? 'text-ink-soft' : 'text-ink',
        )}
      >
        <Icon aria-hidden className={classes('mt-1 size-4 shrink-0', readAt ? 'text-ink-soft' : 'text-accent')} />
        <span className="min-w-0 flex-1">
          {readAt ? null : <span className="me-2 text-xs font-semibold text-accent">{t('notices.new')}</span>}
          <span className={classes('wrap-anywhere', !readAt && 'font-medium')}>{sentence}</span>
          <When at={at} className="block text-sm text-ink-soft" />
        </span>
      </Link>
      {readAt ? null : (
        <Form method="post" className="shrink-0 pe-3">
          <input type="hidden" name="id" value={id} />
          <Button type="submit" look="plain" name="intent" value="read" aria-label={t('notices.readOf', { notice: sentence })}>
            {t('notices.read')}
          </Button>
        </Form>
      )}
    </li>
  );
}
