/** The field of a comment, new or one's own: what was typed stays until the server has it. */
import { useId, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { newId } from '~/kit/ids';
import { Button } from '~/ui/button';
import { withNames, withTokens } from '../comment-text';
import { DiscussionLimits, type Mentionable } from '../discussions';
import { MentionField } from './mention-field';
import type { Post, PostProblem } from './use-discussion';

const PROBLEMS = {
  empty: 'problem.empty',
  'too-long': 'problem.tooLong',
  'too-many': 'problem.tooMany',
  'signed-out': 'problem.signedOut',
  gone: 'problem.gone',
  unreachable: 'problem.unreachable',
} as const satisfies Record<PostProblem, string>;

interface CommentFormProps {
  label: string;
  /** On the button. */
  send: string;
  people: readonly Mentionable[];
  /** As it is stored; empty for a new one. */
  text?: string;
  /** The fields of the form, with the text and a new id. */
  fields: (text: string, id: string) => Record<string, string>;
  post: Post;
  onDone: () => void;
  onCancel?: () => void;
}

export function CommentForm({ label, send, people, text: stored = '', fields, post, onDone, onCancel }: CommentFormProps) {
  const t = useT('discussions');
  const errorId = useId();
  const [text, setText] = useState(() => withNames(stored, people));
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<PostProblem | null>(null);
  /** Kept until the comment has arrived: what is sent twice is one comment. */
  const id = useRef(newId());

  async function submit() {
    if (pending) return;
    setPending(true);
    const answer = await post(fields(withTokens(text, people), id.current));
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    id.current = newId();
    // What was typed while it was on its way is the beginning of the next one.
    setText((now) => (now === text ? '' : now));
    onDone();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <MentionField
        label={label}
        value={text}
        onChange={setText}
        people={people}
        onSend={() => void submit()}
        onCancel={onCancel}
        invalid={problem !== null}
        describedBy={problem ? errorId : undefined}
        focus={onCancel !== undefined}
      />
      {problem ? (
        <p id={errorId} role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {t(PROBLEMS[problem], { max: DiscussionLimits.comment })}
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button type="submit" look={onCancel ? 'quiet' : 'primary'} pending={pending}>
          {send}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{t('cancel')}</Button> : <span className="text-xs text-ink-soft">{t('mention.hint')}</span>}
      </div>
    </form>
  );
}
