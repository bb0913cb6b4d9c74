/** A rich text that many write at once in a fragment of any room: the document's editor, and none of its surroundings. Its face: documents/rich-field.tsx. */
import { Editor } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list';
import { Link2 } from 'lucide';
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { useT } from '~/i18n/react';
import { direction } from '~/kit/direction';
import { Icon } from '~/ui/icon';
import { documentExtensions } from '../../schema';
import { TreeError, type TreeProblem } from '../../tree/build';
import { type Action, lists, marks } from './actions';
import { CaretFirst } from './caret-first';
import { collaborationWith } from './collaboration/collaboration';
import { LinkDialog } from './link-dialog';
import { useEditorState } from './store';
import { Tool, ToolRow } from './toolbar';

export interface RichFieldProps {
  fragment: Y.XmlFragment;
  mode: 'write' | 'read';
  /** The accessible name. */
  label: string;
  /** BCP 47 of the text. */
  lang: string;
  /** Stands there when the editor's file does not come. */
  missing: ReactElement;
}

export function RichField(props: RichFieldProps) {
  const [problem, setProblem] = useState<TreeProblem | null>(null);
  const t = useT('documents');
  if (!problem) return <Field {...props} onProblem={setProblem} />;
  // Something in it is unknown to this version, or malformed: readable, and left as it is.
  return (
    <div className="editor-frozen" role="alert">
      <p>
        <strong>{t(problem.kind === 'malformed' ? 'editor.malformedTitle' : 'editor.newerTitle')}</strong>
      </p>
      <p lang={props.lang}>{wordsOf(props.fragment)}</p>
    </div>
  );
}

const wordsOf = (fragment: Y.XmlFragment) =>
  fragment
    .toString()
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const SMALL = [...marks.slice(0, 2), ...lists.slice(0, 2)];

function Field({ fragment, mode, label, lang, onProblem }: RichFieldProps & { onProblem: (problem: TreeProblem) => void }) {
  const t = useT('documents');
  const textId = useId();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [linking, setLinking] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name makes no other editor
  useEffect(() => {
    const made = editorOf(fragment, onProblem, {
      element: place.current,
      editable: mode === 'write',
      attributes: { id: textId, class: 'document small', 'aria-label': label, lang, dir: direction(lang), translate: 'no', ...ROLES[mode] },
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made?.destroy();
    };
  }, [fragment, mode, lang]);
  const tool = (action: Action, first: boolean) => (
    <ActionTool key={action.name} action={action} editor={editor as Editor} label={t(`editor.${action.name}`)} first={first} />
  );
  return (
    <div className="editor">
      {editor && mode === 'write' ? (
        <>
          <ToolRow label={label} editor={editor} textId={textId}>
            {SMALL.map((action, index) => tool(action, index === 0))}
            <Tool label={t('editor.link')} onPress={() => setLinking(true)}>
              <Icon of={Link2} className="size-4" />
            </Tool>
          </ToolRow>
          <LinkDialog editor={editor} open={linking} onClose={() => setLinking(false)} />
        </>
      ) : null}
      <div ref={place} />
    </div>
  );
}

function ActionTool({ action, editor, label, first }: { action: Action; editor: Editor; label: string; first: boolean }) {
  const { on } = useEditorState(editor, (now) => ({ on: action.isOn?.(now) }));
  return (
    <Tool label={label} keys={action.keys} on={on} first={first} onPress={() => action.run(editor.chain().focus()).run()}>
      <Icon of={action.icon} className="size-4" />
    </Tool>
  );
}

const ROLES = {
  write: { role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' },
  read: { role: 'article', tabindex: '-1' },
};

interface Made {
  element: HTMLElement | null;
  editable: boolean;
  attributes: Record<string, string>;
}

/** Null where the tree cannot be shown: the problem is told. */
function editorOf(
  fragment: Y.XmlFragment,
  onProblem: (problem: TreeProblem) => void,
  { element, editable, attributes }: Made,
): Editor | null {
  try {
    return new Editor({
      element,
      editable,
      // Its style element has no nonce; editor.css says the same.
      injectCSS: false,
      extensions: [...documentExtensions, collaborationWith(fragment, onProblem), CaretFirst, ListKeymap],
      editorProps: { attributes },
    });
  } catch (error) {
    if (!(error instanceof TreeError)) throw error;
    onProblem(error.problem);
    return null;
  }
}
