/** One of a few: the browser's own list, opened at once. What is chosen is kept; Escape leaves it as it was. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { EditorProps } from './editors';
import { Floating } from './floating';
import { type CellWrite, type Then, useActions } from './state';
import { fieldClasses } from './text-editor';

interface Option {
  value: string;
  label: string;
  lang?: string;
}

export interface ChoiceEditorProps extends Omit<EditorProps, 'column' | 'item' | 'plan'> {
  label: string;
  value: string;
  options: readonly Option[];
  write: (value: string) => CellWrite;
}

export function ChoiceEditor({ label, value, options, write, meanwhile }: ChoiceEditorProps) {
  const { keep, leave } = useActions();
  const field = useRef<HTMLSelectElement>(null);
  const [chosen, setChosen] = useState(value);
  const done = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    try {
      field.current?.showPicker();
    } catch {
      // Not every browser opens it without a press; Space and the arrow keys do.
    }
  }, []);
  const close = (now: string, then: Then) => {
    if (done.current) return;
    done.current = true;
    keep(now === value ? null : write(now), then);
  };
  return (
    <>
      <select
        ref={field}
        data-editor
        aria-label={label}
        value={chosen}
        onChange={(event) => {
          setChosen(event.target.value);
          close(event.target.value, 'stay');
        }}
        onBlur={() => close(chosen, 'away')}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') {
            done.current = true;
            leave();
          } else if (event.key === 'Enter' || event.key === 'Tab') {
            event.preventDefault();
            close(chosen, event.key === 'Enter' ? 'down' : event.shiftKey ? 'previous' : 'next');
          }
        }}
        className={fieldClasses}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
      {meanwhile ? (
        <Floating anchor={field} className="max-w-80 px-3 py-2">
          <p role="alert">{meanwhile}</p>
        </Floating>
      ) : null}
    </>
  );
}
