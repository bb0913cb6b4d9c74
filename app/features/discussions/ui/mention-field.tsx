/**
 * A text field in which "@" opens a list of members. The focus stays in the field; the list is told by `aria-activedescendant`. It stands below the
 * field and moves what follows, so that on a phone neither covers the other.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { classes } from '~/ui/classes';
import { controlClasses } from '~/ui/text-input';
import { DiscussionLimits, type Mentionable } from '../discussions';
import { type Choice, choicesFor, type Query, queryBefore } from './mention-list';

interface MentionFieldProps {
  /** Accessible name. */
  label: string;
  /** With names, not tokens: see comment-text.ts. */
  value: string;
  onChange: (value: string) => void;
  people: readonly Mentionable[];
  /** Ctrl or Cmd with Enter. */
  onSend: () => void;
  /** Escape, when no list is open. */
  onCancel?: () => void;
  invalid?: boolean;
  describedBy?: string;
  focus?: boolean;
}

const NONE: Choice[] = [];

export function MentionField({ label, value, onChange, people, onSend, onCancel, invalid, describedBy, focus }: MentionFieldProps) {
  const t = useT('discussions');
  const announce = useAnnounce();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<Query | null>(null);
  const [at, setAt] = useState(0);
  /** The "@" whose list was closed with Escape. */
  const closed = useRef(-1);
  /** Where the caret belongs once React has drawn the text. */
  const caret = useRef<number | null>(null);
  const choices = query ? choicesFor(query.text, people) : NONE;
  const open = choices.length > 0;
  const active = open ? Math.min(at, choices.length - 1) : -1;

  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  useLayoutEffect(() => {
    const element = field.current;
    if (element && caret.current !== null) element.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const found = choices.length;
  useEffect(() => {
    if (open) announce(t('mention.found', { count: found }));
  }, [open, found, announce, t]);
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  function look(element: HTMLTextAreaElement) {
    const next = element.selectionStart === element.selectionEnd ? queryBefore(element.value, element.selectionStart) : null;
    if (next?.from !== closed.current) closed.current = -1;
    setAt((before) => (next?.from === query?.from && next?.text === query?.text ? before : 0));
    setQuery(next && next.from !== closed.current ? next : null);
  }

  function choose({ label: name }: Choice) {
    const element = field.current;
    if (!element || !query) return;
    const end = query.from + 1 + query.text.length;
    const space = /^\s/.test(value.slice(end)) ? '' : ' ';
    caret.current = query.from + 1 + name.length + 1;
    onChange(`${value.slice(0, query.from)}@${name}${space}${value.slice(end)}`);
    setQuery(null);
    element.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Letters that are still being put together (accents, Asian scripts) are keys of their own.
    if (event.nativeEvent.isComposing) return;
    const chosen = choices[active];
    if (!chosen) return keyOfField(event);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setAt((active + (event.key === 'ArrowDown' ? 1 : found - 1)) % found);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && !event.ctrlKey && !event.metaKey) choose(chosen);
    else if (event.key === 'Escape') {
      closed.current = query?.from ?? -1;
      setQuery(null);
    } else return keyOfField(event);
    event.preventDefault();
    event.stopPropagation();
  }

  function keyOfField(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  }

  return (
    <div>
      <textarea
        ref={field}
        rows={3}
        value={value}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        // Names take more room than what is stored of them, so this is the browser's bound and the server's is what counts.
        maxLength={2 * DiscussionLimits.comment}
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target);
        }}
        onSelect={(event) => look(event.currentTarget)}
        onBlur={() => setQuery(null)}
        onKeyDown={onKeyDown}
        className={classes(controlClasses, 'resize-y leading-6')}
      />
      {open ? (
        <div
          id={id}
          role="listbox"
          aria-label={t('mention.list')}
          className="mt-1 max-h-56 overflow-y-auto rounded-card border border-line bg-surface p-1 text-sm"
        >
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus.
            <div
              key={choice.userId}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The field keeps the focus; a finger that scrolls chooses nobody.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
              className="min-h-9 cursor-pointer rounded-control px-2.5 py-1.5 aria-selected:bg-accent-soft aria-selected:text-accent pointer-coarse:min-h-11"
            >
              <span className="block font-medium wrap-anywhere">{choice.name}</span>
              <span className="block text-xs text-ink-soft wrap-anywhere">{choice.organisation}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
