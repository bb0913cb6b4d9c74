/** The title of an item that is being added: Enter adds it and begins the next, Escape or nothing typed ends it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { limits } from '../../plan';
import { usePlanWords } from '../words';
import { readTitle } from './cells';
import { type Adding, useActions } from './state';
import { fieldClasses } from './text-editor';

export function DraftTitle({ adding }: { adding: Adding }) {
  const { added } = useActions();
  const t = useT('plan');
  const words = usePlanWords();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const done = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const label = t('table.newTitle', { kind: words.kind(adding.kind) });
  return (
    <input
      ref={field}
      data-editor
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      maxLength={limits.title}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => done.current || added(readTitle(text), false)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          done.current = true;
          added('', true);
        } else if (event.key === 'Enter' || event.key === 'Tab') {
          event.preventDefault();
          const again = event.key === 'Enter' && readTitle(text) !== '';
          done.current = !again;
          added(readTitle(text), again || readTitle(text) === '');
          setText('');
        }
      }}
      className={fieldClasses}
    />
  );
}
