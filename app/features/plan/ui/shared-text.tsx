/** A plain text that many write at once: a text area on a shared text. Letters of others come in where they were typed, and leave my caret where it is. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { controlClasses } from '~/ui/text-input';
import type { PlanEdits } from '../edits';
import { textOf } from '../live';
import { limits, type SharedText } from '../plan';
import { differenceOf } from '../text-difference';

export interface SharedTextAreaProps {
  edits: PlanEdits;
  id: string;
  field: SharedText;
  label: string;
  lang: string;
}

export function SharedTextArea({ edits, id, field, label, lang }: SharedTextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useRef<Y.Text | null>(null);
  const [shown, setShown] = useState('');
  const caret = useRef<[number, number] | null>(null);
  useEffect(() => {
    const found = edits.doc.transact(() => textOf(edits.doc, id, field), edits.origin);
    text.current = found;
    if (!found) return;
    setShown(found.toString());
    const follow = (event: Y.YTextEvent) => {
      const here = area.current;
      if (here && document.activeElement === here && !event.transaction.local) {
        caret.current = [moved(here.selectionStart, event.delta), moved(here.selectionEnd, event.delta)];
      }
      setShown(found.toString());
    };
    found.observe(follow);
    return () => found.unobserve(follow);
  }, [edits, id, field]);
  useLayoutEffect(() => {
    const at = caret.current;
    caret.current = null;
    if (at) area.current?.setSelectionRange(at[0], at[1]);
  });
  return (
    <textarea
      ref={area}
      rows={3}
      lang={lang}
      aria-label={label}
      maxLength={limits.text}
      value={shown}
      onChange={({ target }) => {
        const found = text.current;
        if (!found) return;
        const { at, remove, insert } = differenceOf(found.toString(), target.value, target.selectionEnd);
        edits.typing(() => {
          if (remove > 0) found.delete(at, remove);
          if (insert) found.insert(at, insert);
        });
      }}
      className={`${controlClasses} resize-y leading-6`}
    />
  );
}

/** Where a place is after a change: behind what was put in before it. */
function moved(place: number, delta: { retain?: number; insert?: unknown; delete?: number }[]): number {
  let at = 0;
  let result = place;
  for (const step of delta) {
    if (step.retain) at += step.retain;
    else if (typeof step.insert === 'string') {
      if (at <= result) result += step.insert.length;
      at += step.insert.length;
    } else if (step.delete && at < result) result -= Math.min(step.delete, result - at);
  }
  return result;
}
