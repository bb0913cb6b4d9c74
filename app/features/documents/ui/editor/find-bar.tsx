/**
 * Find and replace, at the top of the text. The first match is shown while one types; Enter goes on, Shift+Enter back, Escape closes
 * and puts the caret at the match.
 */
import type { Editor } from '@tiptap/core';
import { ChevronDown, ChevronUp, X } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { buttonClasses, IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { controlClasses } from '~/ui/text-input';
import { allMatches, chosenMatch, findKey, MATCHES_MAX } from './find';
import { reveal } from './show-place';
import { useEditorState } from './store';

/** Longest text that is looked for or put in its place, in characters. */
const FIND_MAX = 200;

/** @param asked how often it was asked for: each time the field gets the focus */
export function FindBar({ editor, asked, onClose }: { editor: Editor; asked: number; onClose: () => void }) {
  const t = useT('documents');
  const announce = useAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => selectedText(editor));
  const [exact, setExact] = useState(false);
  const [replacement, setReplacement] = useState('');
  const { count, active } = useEditorState(editor, ({ state }) => {
    const found = findKey.getState(state);
    return { count: found?.matches.length ?? 0, active: found?.active ?? -1 };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again is what gives the focus back
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    editor.commands.find({ text, exact });
    reveal(chosenMatch(editor.view.dom));
  }, [editor, text, exact]);
  useEffect(
    () => () => {
      if (!editor.isDestroyed) editor.commands.find({ text: '', exact: false });
    },
    [editor],
  );

  const said =
    text === ''
      ? ''
      : count === 0
        ? t('editor.noMatch')
        : t('editor.matches', { at: active + 1, count, more: count >= MATCHES_MAX ? 'yes' : 'no' });
  const step = (by: 1 | -1) => {
    editor.commands.findStep(by);
    reveal(chosenMatch(editor.view.dom));
  };
  const replace = () => {
    editor.commands.replaceMatch(replacement);
    reveal(chosenMatch(editor.view.dom));
  };
  const replaceAll = () => {
    // Not `count`: that stops at as many as anybody steps through, and replacing does not.
    const all = allMatches(editor.state.doc, { text, exact }, Number.POSITIVE_INFINITY).length;
    if (editor.commands.replaceAllMatches(replacement)) announce(t('editor.replaced', { count: all }));
  };
  return (
    <search
      aria-label={t('editor.find')}
      className="editor-find"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={field}
          type="search"
          aria-label={t('editor.findWhat')}
          placeholder={t('editor.findWhat')}
          value={text}
          maxLength={FIND_MAX}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          }}
          className={`${controlClasses} min-w-0 flex-1 basis-40`}
        />
        <output aria-live="polite" className="min-w-16 text-sm text-ink-soft tabular-nums">
          {said}
        </output>
        <span className="flex">
          <IconButton className={FADED} label={t('editor.previousMatch')} onClick={() => step(-1)} {...unavailable(count === 0)}>
            <Icon of={ChevronUp} className="size-4" />
          </IconButton>
          <IconButton className={FADED} label={t('editor.nextMatch')} onClick={() => step(1)} {...unavailable(count === 0)}>
            <Icon of={ChevronDown} className="size-4" />
          </IconButton>
          <IconButton label={t('editor.closeFind')} onClick={onClose}>
            <Icon of={X} className="size-4" />
          </IconButton>
        </span>
      </div>
      <label className="flex items-center gap-2 text-sm text-ink-soft pointer-coarse:min-h-11">
        <input type="checkbox" checked={exact} onChange={(event) => setExact(event.target.checked)} />
        {t('editor.exact')}
      </label>
      {editor.isEditable ? (
        <div className="flex flex-wrap items-center gap-2">
          <input
            type="text"
            aria-label={t('editor.replaceWith')}
            placeholder={t('editor.replaceWith')}
            value={replacement}
            maxLength={FIND_MAX}
            onChange={(event) => setReplacement(event.target.value)}
            className={`${controlClasses} min-w-0 flex-1 basis-40`}
          />
          <button type="button" onClick={replace} {...unavailable(active < 0)} className={buttonClasses('quiet', FADED)}>
            {t('editor.replace')}
          </button>
          <button type="button" onClick={replaceAll} {...unavailable(count === 0)} className={buttonClasses('quiet', FADED)}>
            {t('editor.replaceAll')}
          </button>
        </div>
      ) : null}
    </search>
  );
}

const FADED = 'aria-disabled:cursor-default aria-disabled:opacity-60';

/** Not `disabled`: a button that is disabled while it has the focus loses it, and the last match is replaced by such a button. */
function unavailable(nothing: boolean) {
  return { 'aria-disabled': nothing || undefined };
}

function selectedText({ state }: Editor): string {
  const { from, to, empty, $from, $to } = state.selection;
  return empty || !$from.sameParent($to) ? '' : state.doc.textBetween(from, to).slice(0, FIND_MAX);
}
