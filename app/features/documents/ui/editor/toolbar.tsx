/** The fixed toolbar: one stop for Tab, arrows within (WAI-ARIA toolbar pattern), Alt+F10 from the text and Escape back to it. */
import type { Editor } from '@tiptap/core';
import { Image, Link2, Redo2, Undo2 } from 'lucide';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { handFocusOver, useBeforeGone } from '../takeover';
import { type Action, inserts, lists, marks, shownKeys, styles } from './actions';
import { useEditorState } from './store';
import { ViewTools, type ViewToolsProps } from './view-tools';

export interface ToolbarProps extends ViewToolsProps {
  editor: Editor;
  onLink: () => void;
  onImage: () => void;
  /** Id of the text, for `aria-controls`. */
  textId: string;
}

export function Toolbar({ editor, onLink, onImage, textId, ...view }: ToolbarProps) {
  const t = useT('documents');
  const bar = useRef<HTMLDivElement>(null);
  const on = useEditorState(editor, stateOf);
  useToolbarKey(editor, bar);
  const run = (action: Action) => () => action.run(editor.chain().focus()).run();
  const tool = (action: Action) => (
    <Tool
      key={action.name}
      label={t(`editor.${action.name}`)}
      keys={action.keys}
      on={action.isOn ? on[action.name] : undefined}
      onPress={run(action)}
    >
      <Icon of={action.icon} className="size-4" />
    </Tool>
  );
  return (
    <ToolRow row={bar} label={t('editor.toolbar')} editor={editor} textId={textId}>
      <Tool label={t('editor.undo')} keys="Mod-Z" disabled={!on.canUndo} onPress={() => editor.chain().focus().undo().run()} first>
        <Icon of={Undo2} className="size-4" />
      </Tool>
      <Tool label={t('editor.redo')} keys="Mod-Y" disabled={!on.canRedo} onPress={() => editor.chain().focus().redo().run()}>
        <Icon of={Redo2} className="size-4" />
      </Tool>
      <Line />
      <StyleSelect editor={editor} current={on.style} />
      <Line />
      {marks.slice(0, 3).map(tool)}
      <Tool label={t('editor.link')} keys="Mod-K" on={on.link} onPress={onLink}>
        <Icon of={Link2} className="size-4" />
      </Tool>
      {marks.slice(3).map(tool)}
      <Line />
      {lists.map(tool)}
      <Line />
      {inserts.slice(0, 1).map(tool)}
      <Tool label={t('editor.image')} onPress={onImage}>
        <Icon of={Image} className="size-4" />
      </Tool>
      {inserts.slice(1).map(tool)}
      <Line />
      <ViewTools {...view} />
    </ToolRow>
  );
}

interface ToolRowProps {
  label: string;
  editor: Editor;
  /** Id of the text, for `aria-controls`. */
  textId: string;
  row?: RefObject<HTMLDivElement>;
  className?: string;
  children: ReactNode;
}

/** Tools in a row that is one stop for Tab. */
export function ToolRow({ label, editor, textId, row, className, children }: ToolRowProps) {
  const own = useRef<HTMLDivElement>(null);
  const bar = row ?? own;
  useBeforeGone(() => handFocusOver(bar.current));
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={label}
      aria-controls={textId}
      onKeyDown={(event) => moveFocus(event, editor)}
      onFocus={(event) => rove(event.currentTarget, event.target as HTMLElement)}
      className={classes('editor-toolbar', className)}
    >
      {children}
    </div>
  );
}

type On = Record<string, boolean> & { style: never };

function stateOf(editor: Editor): Omit<On, 'style'> & { style: string; canUndo: boolean; canRedo: boolean; link: boolean } {
  const { manager } = editor.storage.collaboration.undo;
  const on = Object.fromEntries([...marks, ...lists].map((action) => [action.name, action.isOn?.(editor) ?? false]));
  const style = styles.find((each) => each.isOn?.(editor))?.name ?? '';
  return { ...on, link: editor.isActive('link'), style, canUndo: manager.canUndo(), canRedo: manager.canRedo() } as never;
}

function StyleSelect({ editor, current }: { editor: Editor; current: string }) {
  const t = useT('documents');
  const byPointer = useRef(false);
  return (
    <select
      data-tool
      tabIndex={-1}
      aria-label={t('editor.style')}
      value={current}
      onChange={(event) => {
        const action = styles.find(({ name }) => name === event.target.value);
        // Setting, not toggling: choosing "Heading 2" twice must not make it a paragraph.
        if (!action || action.isOn?.(editor)) return;
        // By keyboard each arrow or letter chooses: the focus stays until Escape, or the next key would land in the text.
        action.run(byPointer.current ? editor.chain().focus() : editor.chain()).run();
      }}
      onPointerDown={() => {
        byPointer.current = true;
      }}
      onKeyDown={() => {
        byPointer.current = false;
      }}
      className="h-8 shrink-0 rounded-control border border-transparent bg-transparent px-1.5 text-sm text-ink hover:bg-sunken pointer-coarse:h-11"
    >
      {current === '' ? <option value="">{t('editor.mixed')}</option> : null}
      {styles.map(({ name }) => (
        <option key={name} value={name}>
          {t(`editor.${name}`)}
        </option>
      ))}
    </select>
  );
}

export interface ToolProps {
  label: string;
  keys?: string;
  /** Pressed or not; undefined for what is done at once. */
  on?: boolean;
  disabled?: boolean;
  /** The toolbar's first stop for Tab. */
  first?: boolean;
  onPress: () => void;
  children: ReactNode;
}

export function Tool({ label, keys, on, disabled, first, onPress, children }: ToolProps) {
  const shortcut = shownKeys(keys);
  return (
    <button
      type="button"
      data-tool
      tabIndex={first ? 0 : -1}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      aria-keyshortcuts={keys?.replace('Mod', 'Control').replaceAll('-', '+')}
      aria-pressed={on}
      // Not `disabled`: a button that is disabled while it has the focus loses it.
      aria-disabled={disabled || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (disabled ? undefined : onPress())}
      className={classes(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors duration-150 hover:bg-sunken hover:text-ink pointer-coarse:size-11',
        'aria-pressed:bg-accent-soft aria-pressed:text-accent aria-disabled:cursor-default aria-disabled:opacity-40',
      )}
    >
      {children}
    </button>
  );
}

export function Line() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;
}

function toolsOf(bar: HTMLElement): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('[data-tool]')];
}

/** Tab comes back to the tool that was used last. */
function rove(bar: HTMLElement, to: HTMLElement): void {
  if (!to.matches('[data-tool]')) return;
  for (const tool of toolsOf(bar)) tool.tabIndex = tool === to ? 0 : -1;
}

function moveFocus(event: KeyboardEvent<HTMLElement>, editor: Editor): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    editor.view.focus();
    return;
  }
  const tools = toolsOf(event.currentTarget);
  const at = tools.indexOf(event.target as HTMLElement);
  const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = document.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tools.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tool = tools[(to + tools.length) % tools.length];
  tool?.focus();
  tool?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Alt+F10 from the text, as in other editors. */
function useToolbarKey(editor: Editor, bar: { current: HTMLElement | null }): void {
  useEffect(() => {
    const { dom } = editor.view;
    const reach = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F10' || !event.altKey) return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('[data-tool][tabindex="0"]')?.focus();
    };
    dom.addEventListener('keydown', reach);
    return () => dom.removeEventListener('keydown', reach);
  }, [editor, bar]);
}
