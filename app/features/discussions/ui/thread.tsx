/**
 * `<Thread partnershipId subject={{ type: 'plan-item', id }} me may={{ comment }} people />`: what is said about a subject, and the field to say more.
 * It loads and posts by itself through `/p/:partnership/comments`, and stays fresh while others write; a field that somebody types in is left alone.
 * The page names `discussions` in `handle.i18n`.
 */
import { useEffect, useRef } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import type { Mentionable, SubjectRef } from '../discussions';
import { Comment } from './comment';
import { CommentForm } from './comment-form';
import { type Post, type Received, useDiscussion } from './use-discussion';

export interface ThreadProps {
  partnershipId: string;
  subject: SubjectRef;
  /** User id of the reader. */
  me: string;
  may: { comment: boolean };
  /** Who can be mentioned. */
  people: readonly Mentionable[];
}

export function Thread({ partnershipId, subject, me, may, people }: ThreadProps) {
  const t = useT('discussions');
  const announce = useAnnounce();
  const section = useRef<HTMLElement>(null);
  const { discussion, failed, updates, ask, post } = useDiscussion(partnershipId, subject);
  const count = discussion?.threads.flatMap(({ comments }) => comments).length ?? 0;
  useSaid(discussion, updates, () => announce(t('updated')));
  useTarget(discussion !== null);
  return (
    <section ref={section} tabIndex={-1} className="outline-none" aria-label={t('title')} aria-busy={discussion === null && !failed}>
      {failed ? (
        <Notice tone="warn" live action={<Button onClick={() => void ask()}>{t('again')}</Button>}>
          {t('notLoaded')}
        </Notice>
      ) : null}
      {discussion && count === 0 ? <p className="py-2 text-sm text-ink-soft">{t(may.comment ? 'empty' : 'emptyReading')}</p> : null}
      {discussion?.threads.map(({ id, resolvedAt, resolvedById, comments }) => (
        <div key={id}>
          <ol className="divide-y divide-line">
            {comments.map((comment) => (
              <Comment
                key={comment.id}
                comment={comment}
                names={discussion.names}
                people={people}
                me={me}
                mayComment={may.comment}
                post={post}
                onRemoved={() => section.current?.focus({ preventScroll: true })}
              />
            ))}
          </ol>
          <div className="flex flex-wrap items-center gap-2 py-2">
            {resolvedAt ? (
              <Badge tone="good">{t('resolvedBy', { name: (resolvedById && discussion.names[resolvedById]) || t('formerMember') })}</Badge>
            ) : null}
            {may.comment ? <Resolve id={id} resolved={resolvedAt !== null} post={post} /> : null}
          </div>
        </div>
      ))}
      {may.comment && discussion ? (
        <CommentForm
          key={`${subject.type}/${subject.id}`}
          label={t('field.new')}
          send={t('send')}
          people={people}
          fields={(text, id) => ({ intent: 'add', id, type: subject.type, subject: subject.id, text })}
          post={post}
          onDone={() => announce(t('sent'))}
        />
      ) : null}
    </section>
  );
}

function Resolve({ id, resolved, post }: { id: string; resolved: boolean; post: Post }) {
  const t = useT('discussions');
  return (
    <Button
      look="plain"
      className={resolved ? undefined : '-ms-3.5'}
      onClick={() => void post({ intent: resolved ? 'reopen' : 'resolve', id })}
    >
      {t(resolved ? 'reopen' : 'resolve')}
    </Button>
  );
}

/** Tells that others have said something; what the reader did was told by the field. */
function useSaid(discussion: Received | null, updates: number, tell: () => void): void {
  const told = useRef({ text: '', updates });
  const text = discussion ? JSON.stringify(discussion.threads) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each text.
  useEffect(() => {
    const before = told.current;
    if (text === before.text) return;
    told.current = { text, updates };
    if (before.text && updates !== before.updates) tell();
  }, [text]);
}

/** The address may name a comment, which was not there when the page came. */
function useTarget(there: boolean): void {
  useEffect(() => {
    const { hash } = window.location;
    if (there && hash.startsWith('#comment-')) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'nearest' });
  }, [there]);
}
