/** Watches over the shared tree while no editor is bound to it, and repairs what may be repaired. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { checkTree, documentFragment } from '../../live';
import type { TreeProblem } from '../../tree/build';
import { repairTree } from '../../tree/repair';

/** A burst of changes is looked at once, in milliseconds. */
const LOOK_AGAIN_MS = 300;
/** When whose turn it was to repair did not, everybody may, in milliseconds. */
const ANYBODY_MS = 2500;

/**
 * The problem that keeps this version from showing `doc` in an editor, or null. Found before an editor binds; told by the
 * binding afterwards (`report`); gone when the tree is whole again.
 */
export function useGuard(doc: Y.Doc, awareness: Awareness, mode: 'write' | 'read') {
  const [problem, setProblem] = useState<TreeProblem | null>(() => checked(doc, awareness, mode, false));
  const modeNow = useRef(mode);
  modeNow.current = mode;
  const report = useCallback(() => setProblem(checked(doc, awareness, modeNow.current, false)), [doc, awareness]);
  useEffect(() => {
    if (!problem) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (anybody: boolean) => setProblem((before) => keep(before, checked(doc, awareness, modeNow.current, anybody)));
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look(false);
      }, LOOK_AGAIN_MS);
    };
    const late = setTimeout(() => look(true), ANYBODY_MS);
    doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      clearTimeout(late);
      doc.off('update', soon);
    };
  }, [awareness, doc, problem]);
  return { problem, report };
}

function keep(before: TreeProblem | null, now: TreeProblem | null): TreeProblem | null {
  return before && now && before.kind === now.kind && before.name === now.name ? before : now;
}

/** Checks, and where only a merge's leftovers are wrong, repairs first. */
function checked(doc: Y.Doc, awareness: Awareness, mode: 'write' | 'read', anybody: boolean): TreeProblem | null {
  const problem = checkTree(doc);
  if (problem?.kind !== 'malformed' || mode === 'read') return problem;
  const others = [...awareness.getStates().keys()];
  const insert = anybody || others.every((clientId) => clientId >= awareness.clientID);
  repairTree(doc, documentFragment(doc), { newId, insert });
  return checkTree(doc);
}
