/** Undo and redo of the plan, by button and by key, said aloud. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { PlanEdits, Taken } from '../edits';

const none = () => () => undefined;
/** Fields undo what is typed in them by themselves. */
const typesIn = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

export function useUndo(edits: PlanEdits | null) {
  const t = useT('plan');
  const announce = useAnnounce();
  const state = useSyncExternalStore(
    edits ? (listener) => edits.subscribe(listener) : none,
    () => (edits?.canUndo ? 1 : 0) + (edits?.canRedo ? 2 : 0),
    () => 0,
  );
  const undone = (taken: Taken | undefined) =>
    taken === 'done' ? t('undone') : taken === 'overtaken' ? t('overtaken') : t('nothingToUndo');
  const redone = (taken: Taken | undefined) =>
    taken === 'done' ? t('redone') : taken === 'overtaken' ? t('overtaken') : t('nothingToRedo');
  const undo = () => announce(undone(edits?.undo()));
  const redo = () => announce(redone(edits?.redo()));
  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  press.current = (event) => {
    if (!edits || !(event.ctrlKey || event.metaKey) || event.altKey || typesIn(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press.current(event);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return { canUndo: (state & 1) !== 0, canRedo: (state & 2) !== 0, undo, redo };
}
