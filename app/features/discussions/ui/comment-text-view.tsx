/** The text of a comment: lines as they were written, members by name, addresses as links. */
import { Fragment } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { type Part, partsOf } from '../comment-text';

interface CommentTextProps {
  text: string;
  /** By user id. */
  names: Record<string, string>;
  me: string;
}

export function CommentText({ text, names, me }: CommentTextProps) {
  const t = useT('discussions');
  const drawn = (part: Part) => {
    switch (part.is) {
      case 'text':
        return part.text;
      case 'mention':
        return (
          <span className={classes('font-semibold text-accent', part.userId === me && 'rounded-sm bg-accent-soft px-0.5')}>
            @{names[part.userId] ?? t('formerMember')}
          </span>
        );
      case 'link':
        return (
          <a href={part.href} rel="noopener noreferrer nofollow" target="_blank">
            {part.text}
          </a>
        );
    }
  };
  return (
    <p className="whitespace-pre-wrap wrap-anywhere">
      {partsOf(text).map((part, at) => (
        // Parts have no identity but their place, and are never moved.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={at}>{drawn(part)}</Fragment>
      ))}
    </p>
  );
}
