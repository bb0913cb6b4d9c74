/** A line of text in a cell: Enter and Tab keep it and go on, Escape leaves it as it was. What cannot be read stays, and says why. */
import { CircleAlert } from 'lucide';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import type { CellProblem, ReadCell } from './cells';
import type { EditorProps } from './editors';
import { Floating } from './floating';
import { type CellWrite, type Then, useActions } from './state';
import { useTableWords } from './words';

export const fieldClasses =
  'absolute inset-0 size-full border-2 border-accent bg-surface px-2 text-sm text-ink outline-none aria-invalid:border-danger';

export interface TextEditorProps extends Omit<EditorProps, 'column' | 'item' | 'plan'> {
  label: string;
  value: string;
  lang?: string;
  numeric?: boolean;
  longest?: number;
  /** What the text says; null: the same as before. */
  read: (text: string) => ReadCell<CellWrite | null>;
}

export function TextEditor({ label, value, lang, numeric, longest = 100, read, first, kept, meanwhile }: TextEditorProps) {
  const { keep, unreadable, leave } = useActions();
  const words = useTableWords();
  const t = useT('plan');
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(first ?? kept?.text ?? value);
  const [problem, setProblem] = useState<CellProblem | null>(first === null ? (kept?.problem ?? null) : null);
  const done = useRef(false);
  const hint = useId();
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    if (first === null) field.current?.select();
  }, [first]);
  const close = (then: Then) => {
    const found = read(text);
    if (found.ok) {
      done.current = true;
      keep(found.value, then);
    } else if (then === 'away') {
      done.current = true;
      unreadable(text, found.problem);
    } else setProblem(found.problem);
  };
  const told = problem ? words.problem(problem) : meanwhile;
  return (
    <>
      <input
        ref={field}
        data-editor
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={told ? hint : undefined}
        lang={lang}
        inputMode={numeric ? 'numeric' : undefined}
        autoComplete="off"
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => done.current || close('away')}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            done.current = true;
            leave();
          } else if (event.key === 'Enter' || event.key === 'F2') {
            event.preventDefault();
            close('down');
          } else if (event.key === 'Tab') {
            event.preventDefault();
            close(event.shiftKey ? 'previous' : 'next');
          }
        }}
        className={fieldClasses}
      />
      {told ? (
        <Floating anchor={field} className="max-w-80 px-3 py-2">
          <p id={hint} role="alert" className="flex items-start gap-2">
            <Icon of={CircleAlert} className={problem ? 'mt-0.5 size-4 shrink-0 text-danger' : 'mt-0.5 size-4 shrink-0 text-warn'} />
            <span>
              {told}
              {problem ? <span className="block text-ink-soft">{t('table.escape')}</span> : null}
            </span>
          </p>
        </Floating>
      ) : null}
    </>
  );
}
