/** One comment: who, when, what; and for its author, to write it anew or take it away. */
import { useEffect, useRef, useState } from 'react';
import { useT, When } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Avatar } from '~/ui/avatar';
import { Button } from '~/ui/button';
import { personColour } from '~/ui/person-colours';
import type { Mentionable } from '../discussions';
import { CommentForm } from './comment-form';
import { CommentText } from './comment-text-view';
import type { Post, Received } from './use-discussion';

interface CommentProps {
  comment: Received['threads'][number]['comments'][number];
  names: Record<string, string>;
  people: readonly Mentionable[];
  me: string;
  mayComment: boolean;
  post: Post;
  /** The button that was pressed is gone with it. */
  onRemoved: () => void;
}

export function Comment({ comment, names, people, me, mayComment, post, onRemoved }: CommentProps) {
  const t = useT('discussions');
  const [editing, setEditing] = useState(false);
  const { id, authorId, text, at, editedAt, removed } = comment;
  const author = names[authorId] ?? t('formerMember');
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The field goes, and the focus with it: it comes back to where it came from.
  useEffect(() => {
    if (wasEditing.current && !editing) edit.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const own = mayComment && authorId === me && !removed;
  return (
    <li id={`comment-${id}`} className="flex scroll-mt-[calc(var(--top-bar,0px)+1rem)] gap-3 py-3 target:bg-accent-soft/40">
      <Avatar name={author} colour={personColour(authorId)} size="small" className="mt-0.5" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold wrap-anywhere">{author}</span>
          <When at={at} className="text-xs text-ink-soft" />
          {editedAt && !removed ? <span className="text-xs text-ink-soft">{t('edited')}</span> : null}
        </p>
        {removed ? <p className="text-ink-soft italic">{t('removed')}</p> : null}
        {!removed && !editing ? <CommentText text={text} names={names} me={me} /> : null}
        {own && editing ? (
          <div className="mt-1">
            <CommentForm
              label={t('field.change')}
              send={t('save')}
              people={people}
              text={text}
              fields={(next) => ({ intent: 'change', id, text: next })}
              post={post}
              onDone={() => setEditing(false)}
              onCancel={() => setEditing(false)}
            />
          </div>
        ) : null}
        {own && !editing ? (
          <p className="-ms-3.5 mt-1 flex flex-wrap gap-1 text-ink-soft">
            <Button ref={edit} look="plain" onClick={() => setEditing(true)}>
              {t('change')}
            </Button>
            <Remove id={id} post={post} onRemoved={onRemoved} />
          </p>
        ) : null}
      </div>
    </li>
  );
}

/** Asks once more in its own place: it cannot be undone. */
function Remove({ id, post, onRemoved }: { id: string; post: Post; onRemoved: () => void }) {
  const t = useT('discussions');
  const announce = useAnnounce();
  const [asked, setAsked] = useState(false);
  const [pending, setPending] = useState(false);
  if (!asked)
    return (
      <Button look="plain" onClick={() => setAsked(true)}>
        {t('remove')}
      </Button>
    );
  async function remove() {
    setPending(true);
    const { ok } = await post({ intent: 'remove', id });
    setPending(false);
    announce(t(ok ? 'removedNow' : 'problem.unreachable'));
    if (ok) onRemoved();
    else setAsked(false);
  }
  return (
    <Button look="danger" autoFocus pending={pending} onClick={() => void remove()} onBlur={() => !pending && setAsked(false)}>
      {t('removeSurely')}
    </Button>
  );
}
