/** A plain text that many write at once: a text area on a shared text. Letters of others come in where they were typed, and leave my caret where it is. */
import { useEffect, useRef } from 'react';
import type * as Y from 'yjs';
import { controlClasses } from '~/ui/text-input';
import type { PlanEdits } from '../edits';
import { textOf } from '../live';
import { limits, type SharedText } from '../plan';
import { behind, differenceOf } from '../text-difference';

export interface SharedTextAreaProps {
  edits: PlanEdits;
  id: string;
  field: SharedText;
  label: string;
  lang: string;
}

/**
 * The area holds its own text, and is written to in the moment in which the shared text changes: drawn by React it would lag behind, and letters of
 * others that are not in it yet would be taken for deleted with the next letter.
 */
export function SharedTextArea({ edits, id, field, label, lang }: SharedTextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useRef<Y.Text | null>(null);
  /** What stands in the area, as it was written to the shared text last. */
  const seen = useRef('');
  /** Letters are being put together (an accent, a word on a phone): until then nothing else may touch the area, and letters of others wait. */
  const composing = useRef(false);

  /** @param delta what was changed in the shared text just now, if it is that alone which the area lacks */
  const show = (delta?: Y.YTextEvent['delta']) => {
    const [here, found] = [area.current, text.current?.toString() ?? ''];
    if (!here || composing.current || here.value === found) return;
    const difference = differenceOf(here.value, found, found.length);
    const place = (at: number) => (delta ? moved(at, delta) : behind({ at, remove: 0, insert: '' }, difference).at);
    const [start, end] = [place(here.selectionStart), place(here.selectionEnd)];
    here.value = found;
    seen.current = found;
    if (document.activeElement === here) here.setSelectionRange(start, end);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` reads nothing but refs.
  useEffect(() => {
    const found = edits.doc.transact(() => textOf(edits.doc, id, field), edits.origin);
    text.current = found;
    if (!found) return;
    show();
    const follow = ({ delta }: Y.YTextEvent) => show(delta);
    found.observe(follow);
    return () => found.unobserve(follow);
  }, [edits, id, field]);

  const write = () => {
    const [here, found] = [area.current, text.current];
    if (!here || !found) return;
    const typed = differenceOf(seen.current, here.value, here.selectionEnd);
    const now = found.toString();
    const { at, remove, insert } = now === seen.current ? typed : behind(typed, differenceOf(seen.current, now, now.length));
    seen.current = here.value;
    edits.typing(() => {
      if (remove > 0) found.delete(at, remove);
      if (insert) found.insert(at, insert);
    });
  };
  return (
    <textarea
      ref={area}
      rows={3}
      lang={lang}
      aria-label={label}
      maxLength={limits.text}
      onChange={write}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={() => {
        write();
        composing.current = false;
        show();
      }}
      className={`${controlClasses} resize-y leading-6`}
    />
  );
}

/** Where a place is after a change: behind what was put in before it. */
function moved(place: number, delta: Y.YTextEvent['delta']): number {
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
