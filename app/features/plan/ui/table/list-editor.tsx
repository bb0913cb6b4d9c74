/** Several of many, to tick: people, partners. Only what was ticked or cleared here is written, so two who do it at once both keep theirs. */
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { fold, foundIn } from '~/kit/fold';
import { Button } from '~/ui/button';
import { controlClasses } from '~/ui/text-input';
import type { EditorProps } from './editors';
import { Floating } from './floating';
import { type Then, useActions } from './state';

/** From so many on there is a field to look for one. */
const MANY = 8;

export interface ListEditorProps extends Omit<EditorProps, 'column' | 'item' | 'plan'> {
  label: string;
  list: 'people' | 'partners';
  chosen: readonly string[];
  options: readonly { value: string; label: string; lang?: string }[];
}

export function ListEditor({ label, list, chosen, options, meanwhile }: ListEditorProps) {
  const { keep, leave } = useActions();
  const t = useT('plan');
  const anchor = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [asked, setAsked] = useState('');
  const id = useId();
  const isTicked = (value: string) => ticked.get(value) ?? chosen.includes(value);
  const found = options.filter((option) => foundIn(fold(option.label), fold(asked.trim())));
  useLayoutEffect(() => {
    box.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);
  const close = (then: Then) => {
    const lists = [...ticked].flatMap(([one, on]) => (on === chosen.includes(one) ? [] : [{ list, id: one, value: on || null } as const]));
    keep(lists.length > 0 ? { lists } : null, then);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') return leave();
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      return close('stay');
    }
    if (event.key === 'Tab') {
      event.preventDefault();
      return close(event.shiftKey ? 'previous' : 'next');
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const to = stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    stops[Math.min(Math.max(to, 0), stops.length - 1)]?.focus();
  };
  return (
    <>
      <span ref={anchor} className="absolute inset-0 border-2 border-accent" />
      <Floating
        anchor={anchor}
        role="dialog"
        aria-labelledby={id}
        className="w-72 max-w-[calc(100vw-1rem)] p-2"
        onAway={() => close('away')}
        onKeyDown={onKeyDown}
      >
        <div ref={box}>
          <p id={id} className="px-1.5 pb-1.5 text-xs font-medium text-ink-soft">
            {label}
          </p>
          {meanwhile ? (
            <p role="alert" className="px-1.5 pb-2">
              {meanwhile}
            </p>
          ) : null}
          {options.length > MANY ? (
            <input
              type="search"
              aria-label={t('table.find')}
              placeholder={t('table.find')}
              value={asked}
              onChange={(event) => setAsked(event.target.value)}
              className={controlClasses}
            />
          ) : null}
          <div className="my-1 max-h-60 overflow-y-auto">
            {found.map(({ value, label: name, lang }) => (
              <label key={value} className="flex min-h-8 items-center gap-2 rounded-control px-1.5 hover:bg-sunken pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 shrink-0"
                  checked={isTicked(value)}
                  onChange={(event) => setTicked(new Map(ticked).set(value, event.target.checked))}
                />
                <span lang={lang} className="min-w-0 wrap-anywhere">
                  {name}
                </span>
              </label>
            ))}
            {found.length === 0 ? <p className="px-1.5 py-1 text-ink-soft">{t('table.nobody')}</p> : null}
          </div>
          <Button look="primary" className="w-full" onClick={() => close('stay')}>
            {t('save')}
          </Button>
        </div>
      </Floating>
    </>
  );
}
