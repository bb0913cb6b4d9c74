/** The reader's notices: each leads to its place, and is read there. */
import { Form } from '@remix-run/react';
import { AtSign, CalendarClock, Check, type IconNode, Info, MessageSquare, UserCheck } from 'lucide';
import { useFormat, useT, When } from '~/i18n/react';
import { IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { withinSentence } from '~/ui/within-sentence';
import type { NoticeKind } from '../discussions';
import type { NoticeLine } from '../notices.server';
import { noticeSentence } from '../words';

type Shown = Omit<NoticeLine, 'at' | 'readAt'> & { at: string | Date; readAt: string | Date | null };

const ICONS: Record<NoticeKind, IconNode> = {
  mention: AtSign,
  assignment: UserCheck,
  comment: MessageSquare,
  deadline: CalendarClock,
};

interface NoticeListProps {
  notices: readonly Shown[];
  partnershipId: string;
  /** That titles are written in. */
  language: string;
}

export function NoticeList({ notices, partnershipId, language }: NoticeListProps) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {notices.map((notice) => (
        <Row key={notice.id} notice={notice} to={`/p/${partnershipId}/notices/${notice.id}`} language={language} />
      ))}
    </ul>
  );
}

function Row({ notice, to, language }: { notice: Shown; to: string; language: string }) {
  const t = useT('discussions');
  const format = useFormat();
  const { id, kind, date, actor, at, readAt } = notice;
  const icon = ICONS[kind as NoticeKind] ?? Info;
  const say = (title: string) => noticeSentence(t, { kind, title, actor, date: date ? format.date(date) : '' });
  const sentence = notice.title ? withinSentence(say, <span lang={language}>{notice.title}</span>) : say('');
  return (
    <li className="flex items-center">
      <Link
        to={to}
        className={classes(
          'flex min-h-11 min-w-0 flex-1 items-start gap-3 px-4 py-2.5 no-underline hover:bg-sunken sm:px-5',
          readAt ? 'text-ink-soft' : 'text-ink',
        )}
      >
        <Icon of={icon} className={classes('mt-1 size-4 shrink-0', readAt ? 'text-ink-soft' : 'text-accent')} />
        <span className="min-w-0 flex-1">
          {readAt ? null : <span className="me-2 text-xs font-semibold text-accent">{t('notices.new')}</span>}
          <span className={classes('wrap-anywhere', !readAt && 'font-medium')}>{sentence}</span>
          <When at={at} className="block text-sm text-ink-soft" />
        </span>
      </Link>
      {readAt ? null : (
        <Form method="post" className="shrink-0 px-2 sm:px-3">
          <input type="hidden" name="id" value={id} />
          <IconButton type="submit" name="intent" value="read" label={t('notices.read', { notice: say(notice.title) })}>
            <Icon of={Check} className="size-4" />
          </IconButton>
        </Form>
      )}
    </li>
  );
}
