/** The editor of one language of one document, on a shared document that is here already. Loaded when it is needed. */
import './editor.css';
import '../document.css';
import { Editor } from '@tiptap/core';
import { memo, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { useLocale, useT } from '~/i18n/react';
import { direction } from '~/kit/direction';
import { focusOn } from '~/ui/frame/arrival-focus';
import { TopBarSlot } from '~/ui/frame/slots';
import { documentFragment } from '../../live';
import { isBlank, isLong, type RichNode } from '../../rich-text';
import { BlankNote } from '../blank-note';
import { handFocusOver, useBeforeGone } from '../takeover';
import { Bubble } from './bubble';
import { COLUMN_STEP } from './columns';
import { editorExtensions } from './extensions';
import { findKey } from './find';
import { FindBar } from './find-bar';
import { Frozen } from './frozen';
import { askedBy } from './keys';
import { LinkDialog } from './link-dialog';
import { wordsIn } from './outline';
import { OutlinePanel } from './outline-panel';
import { PeopleHere, type PresenceProps, useSpokenChanges } from './people-here';
import { PictureFlow } from './picture-flow';
import { PictureTools } from './picture-tools';
import { SlashMenu } from './slash-menu';
import { useEditorState } from './store';
import { TableTools, useResize } from './table-tools';
import { Toolbar } from './toolbar';
import { useGuard } from './use-guard';
import { ReaderToolbar } from './view-tools';

/** A text that can be written in is a field; one that cannot is what the server's page shows, an article. */
const WRITING = { role: 'textbox', 'aria-multiline': 'true', spellcheck: 'true' };
/** Who could write a moment ago keeps the focus; Tab passes by. */
const READING = { role: 'article', tabindex: '-1' };

export interface EditorScreenProps {
  doc: Y.Doc;
  awareness: Awareness;
  mode: 'write' | 'read';
  documentId: string;
  me: string;
  connected: boolean;
  /** BCP 47 language of the text. */
  lang: string;
}

function EditorScreen(props: EditorScreenProps) {
  const { problem, report } = useGuard(props.doc, props.awareness, props.mode);
  if (problem) return <Frozen doc={props.doc} problem={problem} lang={props.lang} />;
  return <LiveEditor {...props} onProblem={report} />;
}

/** Of the same file: taken apart, every document would weigh 5 kB more. */
export { RichField } from './rich-field';

/** What is around it is drawn anew with each letter: "Saving", "Saved". Its tools and its outline are not. */
export default memo(EditorScreen);

function useTiptap({ doc, awareness, mode, lang, onProblem }: EditorScreenProps & { onProblem: () => void }, textId: string) {
  const t = useT('documents');
  const { language } = useLocale();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const attributesFor = useCallback(
    (now: 'write' | 'read') => ({
      id: textId,
      class: isLong(documentFragment(doc)) ? 'document long' : 'document',
      'aria-label': t('editor.text'),
      lang,
      dir: direction(lang),
      translate: 'no',
      ...(now === 'write' ? WRITING : READING),
    }),
    [doc, lang, t, textId],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: words of the interface and the mode do not make another editor
  useEffect(() => {
    const made = new Editor({
      element: place.current,
      editable: mode === 'write',
      // Its style element has no nonce; editor.css says the same.
      injectCSS: false,
      extensions: editorExtensions(documentFragment(doc), awareness, onProblem, {
        language,
        placeholder: t('editor.placeholder'),
        task: (words, done) => t('editor.task', { words: words || t('editor.emptyTask'), done: done ? 'yes' : 'no' }),
      }),
      editorProps: {
        attributes: attributesFor(mode),
      },
    });
    setEditor(made);
    // The place has the focus of what stood here before (takeover.ts).
    if (place.current && document.activeElement === place.current.closest('.editor')) focusOn(made.view.dom);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [doc, awareness, lang, onProblem, textId]);
  useEffect(() => {
    if (!editor || editor.isEditable === (mode === 'write')) return;
    const focused = editor.view.hasFocus();
    editor.setOptions({ editorProps: { attributes: attributesFor(mode) } });
    editor.setEditable(mode === 'write');
    // A text that is no field for a moment has lost it.
    if (focused) editor.view.focus();
  }, [editor, mode, attributesFor]);
  return { place, editor };
}

function LiveEditor(props: EditorScreenProps & { onProblem: () => void }) {
  const textId = useId();
  const { place, editor } = useTiptap(props, textId);
  // Until somebody chooses, the outline is there where there is room for it.
  const [outline, setOutline] = useState<boolean | null>(null);
  const [wide] = useState(() => window.matchMedia('(width >= 68.75rem)').matches);
  const [carets, setCarets] = useState(true);
  const [linking, setLinking] = useState(false);
  /** How often it was asked for since the bar is open; 0 while it is not. */
  const [finding, setFinding] = useState(0);
  const choosePicture = useRef<() => void>(() => undefined);
  const openLink = useCallback(() => setLinking(true), []);
  const openPicture = useCallback(() => choosePicture.current(), []);
  const writing = props.mode === 'write';
  useTextKeys(editor, openLink);
  const openFind = useCallback(() => setFinding((times) => times + 1), []);
  const whole = useFindKey(openFind);
  useBeforeGone(() => handFocusOver(whole.current));
  const closeFind = () => {
    setFinding(0);
    if (!editor) return;
    const found = findKey.getState(editor.state);
    const match = found?.matches[found.active];
    if (match) editor.commands.setTextSelection(match);
    // At once: Tiptap's own `focus` waits for a frame, and the next key may come before it.
    editor.view.focus();
    // For readers it does nothing.
    if (!editor.isEditable) focusOn(editor.view.dom);
  };
  const view = {
    onFind: openFind,
    outline: { shown: outline ?? wide, toggle: () => setOutline(!(outline ?? wide)) },
    carets: { shown: carets, toggle: () => setCarets(!carets) },
  };
  return (
    <div
      ref={whole}
      className="editor document-shell px-4 md:px-8 print:px-0"
      data-carets={carets ? 'shown' : 'hidden'}
      data-outline={outline === null ? 'auto' : outline ? 'shown' : 'hidden'}
    >
      <div className="document-tools editor-head">
        {editor && !writing ? <ReaderToolbar editor={editor} textId={textId} {...view} /> : null}
        {editor && writing ? (
          <>
            <Toolbar editor={editor} textId={textId} onLink={openLink} onImage={openPicture} {...view} />
            <TableTools editor={editor} textId={textId} />
            <PictureTools editor={editor} textId={textId} />
          </>
        ) : null}
        {editor && finding > 0 ? <FindBar editor={editor} asked={finding} onClose={closeFind} /> : null}
      </div>
      <div className="document-outline">{editor ? <OutlinePanel editor={editor} lang={props.lang} /> : null}</div>
      <div className="document-column">
        <div ref={place} />
        {editor && !writing ? <BlankForReaders editor={editor} /> : null}
        {editor ? <Foot editor={editor} awareness={props.awareness} me={props.me} connected={props.connected} /> : null}
      </div>
      <div className="document-margin" />
      {editor && writing ? (
        <>
          <Bubble editor={editor} onLink={openLink} />
          <SlashMenu editor={editor} onImage={openPicture} />
          <PictureFlow editor={editor} documentId={props.documentId} choose={choosePicture} />
          <LinkDialog editor={editor} open={linking} onClose={() => setLinking(false)} />
        </>
      ) : null}
    </div>
  );
}

function BlankForReaders({ editor }: { editor: Editor }) {
  // Words are counted already; only a text without any is looked through.
  const { blank } = useEditorState(editor, ({ state: { doc } }) => ({ blank: wordsIn(doc) === 0 && isBlank(doc.toJSON() as RichNode) }));
  return blank ? <BlankNote /> : null;
}

function Foot({ editor, ...presence }: { editor: Editor } & PresenceProps) {
  const t = useT('documents');
  useSpokenChanges(editor, presence);
  return (
    <div className="editor-foot">
      <TopBarSlot name="here">
        <PeopleHere editor={editor} awareness={presence.awareness} me={presence.me} />
      </TopBarSlot>
      <WordCount editor={editor} />
      {editor.isEditable ? <p className="sr-only">{t('editor.help')}</p> : null}
    </div>
  );
}

function WordCount({ editor }: { editor: Editor }) {
  const t = useT('documents');
  const { words, selected } = useEditorState(editor, ({ state }) => {
    const { empty, from, to } = state.selection;
    return { words: wordsIn(state.doc), selected: empty ? 0 : wordsIn(state.doc.cut(from, to)) };
  });
  return (
    <p className="ms-auto" data-words={words}>
      {selected > 0 ? t('editor.wordsSelected', { selected, count: words }) : t('editor.words', { count: words })}
    </p>
  );
}

/** Finding works wherever the focus is in the editor. */
function useFindKey(onFind: () => void) {
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (askedBy(event) !== 'find') return;
      event.preventDefault();
      onFind();
    };
    const element = whole.current;
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [onFind]);
  return whole;
}

/** Keys that work in the text only. */
function useTextKeys(editor: Editor | null, onLink: () => void): void {
  const resize = useRef<(by: number) => boolean>(() => false);
  resize.current = useResize(editor);
  useEffect(() => {
    if (!editor) return;
    const { dom } = editor.view;
    const press = (event: KeyboardEvent) => {
      if (askedBy(event) === 'link' && editor.isEditable) onLink();
      else if (!resizesColumn(event, resize.current)) return;
      event.preventDefault();
    };
    dom.addEventListener('keydown', press);
    return () => dom.removeEventListener('keydown', press);
  }, [editor, onLink]);
}

/** Alt+Shift+Left/Right in a table. */
function resizesColumn({ altKey, shiftKey, key }: KeyboardEvent, resize: (by: number) => boolean): boolean {
  const by = { ArrowLeft: -COLUMN_STEP, ArrowRight: COLUMN_STEP }[key];
  return altKey && shiftKey && by !== undefined && resize(by);
}
