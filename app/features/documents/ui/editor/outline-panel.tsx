/** The headings beside the text: follows the caret, jumps, and moves sections by drag, by buttons, or by Alt+Shift+Up/Down. */
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { ArrowDown, ArrowUp } from 'lucide';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLocale, useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { IconButton } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { currentItem, END, moveSection, moveSectionBefore, neighbour, type OutlineItem, outlineOf, startOf } from './outline';
import { scrollTo } from './show-place';

/** The outline may be this much behind the text, in milliseconds: what is drawn names a section by its id, its place is looked up. */
const BEHIND_MS = 250;

function useOutline(editor: Editor): { items: OutlineItem[]; current: number } {
  const [shown, setShown] = useState(() => read(editor));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (editor.isDestroyed) return;
        const next = read(editor);
        setShown((before) => (same(before, next) ? before : next));
      }, BEHIND_MS);
    };
    editor.on('transaction', soon);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', soon);
    };
  }, [editor]);
  return shown;
}

function read({ state }: Editor) {
  const items = outlineOf(state.doc);
  return { items, current: currentItem(items, state.selection.$from.index(0)) };
}

function same(a: ReturnType<typeof read>, b: ReturnType<typeof read>): boolean {
  return (
    a.current === b.current &&
    a.items.length === b.items.length &&
    a.items.every((item, at) => {
      const other = b.items[at];
      return other && item.id === other.id && item.text === other.text && item.level === other.level && item.index === other.index;
    })
  );
}

function find({ state }: Editor, id: string): OutlineItem | undefined {
  return outlineOf(state.doc).find((item) => item.id === id);
}

/** Scrolls `box` alone, not the page, so far that `item` is in it. */
function keepInSight(item: Element, box: Element): void {
  const [own, around] = [item.getBoundingClientRect(), box.getBoundingClientRect()];
  if (own.top < around.top) box.scrollTop -= around.top - own.top;
  else if (own.bottom > around.bottom) box.scrollTop += own.bottom - around.bottom;
}

export function OutlinePanel({ editor, lang }: { editor: Editor; lang: string }) {
  const t = useT('documents');
  const announce = useAnnounce();
  const { language } = useLocale();
  const { items, current } = useOutline(editor);
  const top = Math.min(...items.map(({ level }) => level));
  const list = useRef<HTMLOListElement>(null);
  const dragged = useRef<string | null>(null);
  /** The heading that a drop would put the section before. */
  const [slot, setSlot] = useState<string | null>(null);
  const refocus = useRef<string | null>(null);

  useEffect(() => {
    if (refocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-heading="${CSS.escape(refocus.current)}"]`)?.focus();
    refocus.current = null;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another heading being the current one is what moves the list
  useEffect(() => {
    const item = list.current?.querySelector('[aria-current]');
    const panel = list.current?.closest('nav');
    // Beside the text the panel scrolls, above it (on a narrow screen) what it lies in.
    if (item && panel) for (const box of [panel, panel.parentElement]) if (box) keepInSight(item, box);
  }, [current]);

  const jump = (drawn: OutlineItem) => {
    const item = find(editor, drawn.id);
    if (!item) return;
    const heading = startOf(editor.state.doc, item.index);
    editor
      .chain()
      .setTextSelection(heading + 1 + item.text.length)
      .focus(null, { scrollIntoView: false })
      .run();
    const element = editor.view.nodeDOM(heading);
    if (element instanceof HTMLElement) scrollTo(element, 'start');
  };
  const move = (item: OutlineItem, transaction: Transaction | null) => {
    if (!transaction) return announce(t('editor.sectionStays', { name: nameOf(item) }));
    editor.view.dispatch(transaction);
    const now = outlineOf(editor.state.doc);
    const place = now.findIndex(({ id }) => id === item.id) + 1;
    announce(t('editor.sectionMoved', { name: nameOf(item), place, count: now.length }));
  };
  const moveCurrent = (step: 1 | -1) => {
    const item = items[current];
    if (item) move(item, moveSection(editor.state, item.id, step));
  };
  const nameOf = (item: OutlineItem) => item.text || t('editor.untitled');
  const byKey = (event: KeyboardEvent, item: OutlineItem, at: number) => {
    const step = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.altKey && event.shiftKey && editor.isEditable) {
      refocus.current = item.id;
      move(item, moveSection(editor.state, item.id, step));
    } else {
      list.current?.querySelectorAll<HTMLElement>('[data-heading]')[at + step]?.focus();
    }
  };
  const over = (event: DragEvent, at: number) => {
    if (dragged.current === null) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    setSlot(items[event.clientY > box.top + box.height / 2 ? at + 1 : at]?.id ?? END);
  };
  const endDrag = () => {
    dragged.current = null;
    setSlot(null);
  };
  const drop = () => {
    const item = dragged.current === null ? undefined : find(editor, dragged.current);
    if (item && slot !== null) move(item, moveSectionBefore(editor.state, item.id, slot));
    endDrag();
  };

  return (
    <nav aria-label={t('editor.outline')} className="outline-panel">
      <div className="outline-head">
        <h2>{t('editor.outline')}</h2>
        {editor.isEditable && items.length > 1 ? <MoveButtons items={items} current={current} onMove={moveCurrent} /> : null}
      </div>
      {items.length === 0 ? <p className="text-sm text-ink-soft">{t('editor.noHeadings')}</p> : null}
      <ol ref={list} lang={lang} aria-describedby="outline-keys">
        {items.map((item, at) => (
          <li
            key={item.id}
            className={classes('relative', slot === item.id && 'slot-before', slot === END && at === items.length - 1 && 'slot-after')}
          >
            <button
              type="button"
              data-heading={item.id}
              lang={item.text ? undefined : language}
              draggable={editor.isEditable}
              aria-current={at === current ? 'location' : undefined}
              onClick={() => jump(item)}
              onKeyDown={(event) => byKey(event, item, at)}
              onDragStart={(event) => {
                dragged.current = item.id;
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('application/x-koinon-section', item.id);
              }}
              onDragOver={(event) => over(event, at)}
              onDrop={(event) => {
                event.preventDefault();
                drop();
              }}
              onDragEnd={endDrag}
              style={{ paddingInlineStart: `${(item.level - top) * 0.75 + 0.5}rem` }}
            >
              {nameOf(item)}
            </button>
          </li>
        ))}
      </ol>
      {editor.isEditable && items.length > 1 ? (
        <p id="outline-keys" className="mt-3 text-xs text-ink-faint">
          {t('editor.outlineKeys')}
        </p>
      ) : null}
    </nav>
  );
}

interface MoveButtonsProps {
  items: OutlineItem[];
  current: number;
  onMove: (step: 1 | -1) => void;
}

/** For the section that the caret is in: who cannot drag, and has no keys, moves it by pressing. */
function MoveButtons({ items, current, onMove }: MoveButtonsProps) {
  const t = useT('documents');
  const button = (step: 1 | -1) => {
    const icon = step < 0 ? ArrowUp : ArrowDown;
    const stays = neighbour(items, current, step) < 0;
    return (
      <IconButton
        label={t(step < 0 ? 'editor.sectionUp' : 'editor.sectionDown', { name: items[current]?.text ?? '' })}
        // Not `disabled`: at the end of its way the button would lose the focus.
        aria-disabled={stays || undefined}
        className="aria-disabled:cursor-default aria-disabled:opacity-40"
        // It asks all the same: the outline that it is drawn with may be behind the text.
        onClick={() => onMove(step)}
      >
        <Icon of={icon} className="size-4" />
      </IconButton>
    );
  };
  return (
    <span className="flex">
      {button(-1)}
      {button(1)}
    </span>
  );
}
