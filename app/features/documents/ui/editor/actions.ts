/** What the toolbar, the bubble and the slash menu can do to the text: name, icon, keys, and whether it is on. */
import type { ChainedCommands, Editor } from '@tiptap/core';
import {
  Bold,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  Highlighter,
  type IconNode,
  Italic,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Pilcrow,
  Quote,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  Underline,
} from 'lucide';
import { isMac } from './keys';

export type ActionName =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'highlight'
  | 'subscript'
  | 'superscript'
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote'
  | 'table'
  | 'horizontalRule';

export interface Action {
  name: ActionName;
  icon: IconNode;
  /** As Tiptap writes it: "Mod" is Ctrl, or Command on a Mac. */
  keys?: string;
  run: (chain: ChainedCommands) => ChainedCommands;
  isOn?: (editor: Editor) => boolean;
}

const mark = (name: ActionName, icon: IconNode, keys: string | undefined): Action => ({
  name,
  icon,
  keys,
  run: (chain) => chain.toggleMark(name),
  isOn: (editor) => editor.isActive(name),
});

const heading = (level: 1 | 2 | 3 | 4, icon: IconNode): Action => ({
  name: `heading${level}`,
  icon,
  keys: `Mod-Alt-${level}`,
  run: (chain) => chain.toggleHeading({ level }),
  isOn: (editor) => editor.isActive('heading', { level }),
});

export const marks: readonly Action[] = [
  mark('bold', Bold, 'Mod-B'),
  mark('italic', Italic, 'Mod-I'),
  mark('underline', Underline, 'Mod-U'),
  mark('strike', Strikethrough, 'Mod-Shift-S'),
  mark('highlight', Highlighter, 'Mod-Shift-H'),
  mark('subscript', Subscript, 'Mod-,'),
  mark('superscript', Superscript, 'Mod-.'),
];

export const styles: readonly Action[] = [
  {
    name: 'paragraph',
    icon: Pilcrow,
    keys: 'Mod-Alt-0',
    run: (chain) => chain.setParagraph(),
    isOn: (editor) => editor.isActive('paragraph'),
  },
  heading(1, Heading1),
  heading(2, Heading2),
  heading(3, Heading3),
  heading(4, Heading4),
];

export const lists: readonly Action[] = [
  {
    name: 'bulletList',
    icon: List,
    keys: 'Mod-Shift-8',
    run: (chain) => chain.toggleBulletList(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    name: 'orderedList',
    icon: ListOrdered,
    keys: 'Mod-Shift-7',
    run: (chain) => chain.toggleOrderedList(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
  {
    name: 'taskList',
    icon: ListChecks,
    keys: 'Mod-Shift-9',
    run: (chain) => chain.toggleTaskList(),
    isOn: (editor) => editor.isActive('taskList'),
  },
  {
    name: 'blockquote',
    icon: Quote,
    keys: 'Mod-Shift-B',
    run: (chain) => chain.toggleBlockquote(),
    isOn: (editor) => editor.isActive('blockquote'),
  },
];

export const inserts: readonly Action[] = [
  { name: 'table', icon: Table, run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
  { name: 'horizontalRule', icon: Minus, run: (chain) => chain.setHorizontalRule() },
];

/** "Ctrl+Alt+1", "⌘⌥1". */
export function shownKeys(keys: string | undefined): string {
  if (!keys) return '';
  const mac = isMac();
  const names: Record<string, string> = mac ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' } : { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' };
  return keys
    .split('-')
    .map((key) => names[key] ?? key)
    .join(mac ? '' : '+');
}
