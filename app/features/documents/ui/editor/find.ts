/** Find and replace. Matches are kept per block, so that typing in a long document searches only the block that changed. */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface FindQuery {
  text: string;
  /** Tell "É" from "e"? Off, accents and capitals do not matter: "στρατηγικη" finds "Στρατηγική". */
  exact: boolean;
}

export interface Match {
  from: number;
  to: number;
}

export interface FindState {
  query: FindQuery;
  matches: readonly Match[];
  /** Index of the match that is chosen; -1 when there is none. */
  active: number;
  decorations: DecorationSet;
}

const NOTHING: FindState = { query: { text: '', exact: false }, matches: [], active: -1, decorations: DecorationSet.empty };
/** More hits than anybody steps through; the count then says "1000+". */
export const MATCHES_MAX = 1000;

export const findKey = new PluginKey<FindState>('find');

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    find: {
      /** Looks for text; an empty one ends the search. */
      find: (query: FindQuery) => ReturnType;
      /** Chooses the next (1) or previous (-1) match and shows it. */
      findStep: (step: 1 | -1) => ReturnType;
      /** Replaces the chosen match and goes to the next. */
      replaceMatch: (replacement: string) => ReturnType;
      /** Replaces all matches in one step of undo. */
      replaceAllMatches: (replacement: string) => ReturnType;
    };
  }
}

export const Find = Extension.create({
  name: 'find',
  addCommands() {
    return {
      find:
        (query) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(findKey, { query }));
          return true;
        },
      findStep:
        (step) =>
        ({ tr, state, dispatch }) => {
          const { matches, active } = findKey.getState(state) ?? NOTHING;
          if (matches.length === 0) return false;
          const next = active < 0 ? nearest(matches, state.selection.from) : (active + step + matches.length) % matches.length;
          const match = matches[next] as Match;
          tr.setMeta(findKey, { active: next })
            .setSelection(TextSelection.create(tr.doc, match.from, match.to))
            .scrollIntoView();
          dispatch?.(tr);
          return true;
        },
      replaceMatch:
        (replacement) =>
        ({ tr, state, dispatch }) => {
          const { matches, active } = findKey.getState(state) ?? NOTHING;
          const match = matches[active];
          if (!match) return false;
          insert(tr, match, replacement);
          tr.setMeta(findKey, { near: match.from + replacement.length }).scrollIntoView();
          dispatch?.(tr);
          return true;
        },
      replaceAllMatches:
        (replacement) =>
        ({ tr, state, dispatch, editor }) => {
          const { query } = findKey.getState(state) ?? NOTHING;
          const matches = allMatches(state.doc, query, Number.POSITIVE_INFINITY);
          if (matches.length === 0) return false;
          if (!dispatch) return true;
          // One step of undo: neither joined with what was typed before, nor with what comes after.
          editor.storage.collaboration?.undo.separate();
          // From the end, so that no replacement moves a match that is still to come.
          for (const match of [...matches].reverse()) insert(tr, match, replacement);
          dispatch(tr);
          setTimeout(() => editor.storage.collaboration?.undo.separate());
          return true;
        },
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key: findKey,
      state: { init: () => NOTHING, apply: next },
      props: { decorations: (state) => findKey.getState(state)?.decorations },
    }),
  ],
});

/** The element of the match that is chosen: drawn as soon as it is. */
export function chosenMatch(dom: HTMLElement): Element | null {
  return dom.querySelector('.found-here');
}

/** Replaces a match by text that keeps the marks of its first letter. */
function insert(tr: Transaction, { from, to }: Match, replacement: string): void {
  const marks = tr.doc.resolve(from + 1).marks();
  if (replacement === '') tr.delete(from, to);
  else tr.replaceWith(from, to, tr.doc.type.schema.text(replacement, marks));
}

function nearest(matches: readonly Match[], pos: number): number {
  const index = matches.findIndex(({ from }) => from >= pos);
  return Math.max(0, index);
}

function next(transaction: Transaction, before: FindState, _: EditorState, state: EditorState): FindState {
  const asked = transaction.getMeta(findKey) as { query?: FindQuery; active?: number; near?: number } | undefined;
  if (!asked && (!transaction.docChanged || before.query.text === '')) return before;
  const query = asked?.query ?? before.query;
  if (query.text === '') return NOTHING;
  const matches = allMatches(state.doc, query, MATCHES_MAX);
  const active = activeOf(asked, before, matches, transaction, state);
  return { query, matches, active, decorations: decorate(state.doc, matches, active) };
}

function activeOf(
  asked: { query?: FindQuery; active?: number; near?: number } | undefined,
  before: FindState,
  matches: readonly Match[],
  transaction: Transaction,
  state: EditorState,
): number {
  if (matches.length === 0) return -1;
  if (asked?.active !== undefined) return asked.active;
  if (asked?.near !== undefined) return nearest(matches, asked.near);
  if (asked?.query) return nearest(matches, state.selection.from);
  const was = before.matches[before.active];
  return was ? nearest(matches, transaction.mapping.map(was.from)) : 0;
}

function decorate(doc: Node, matches: readonly Match[], active: number): DecorationSet {
  return DecorationSet.create(
    doc,
    matches.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === active ? 'found found-here' : 'found' })),
  );
}

/** Matches within one top-level block, relative to its start; forgotten with the block. */
const known = new WeakMap<Node, { query: FindQuery; matches: Match[] }>();

export function allMatches(doc: Node, query: FindQuery, most: number): Match[] {
  const matches: Match[] = [];
  const wanted = query.exact ? query.text : fold(query.text).text;
  if (wanted === '') return matches;
  doc.forEach((block, offset) => {
    if (matches.length >= most) return;
    let found = known.get(block);
    if (!found || found.query.text !== query.text || found.query.exact !== query.exact) {
      found = { query, matches: matchesIn(block, wanted, query.exact) };
      known.set(block, found);
    }
    for (const { from, to } of found.matches) matches.push({ from: from + offset, to: to + offset });
  });
  return matches.slice(0, most);
}

function matchesIn(block: Node, wanted: string, exact: boolean): Match[] {
  const matches: Match[] = [];
  const search = (textblock: Node, start: number) => {
    // Line breaks take one position, and match nothing.
    const text = textblock.textBetween(0, textblock.content.size, undefined, '\ufffc');
    const { text: folded, origin } = exact ? { text, origin: null } : fold(text);
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const from = origin ? (origin[at] as number) : at;
      const to = origin ? (origin[at + wanted.length] as number) : at + wanted.length;
      matches.push({ from: start + from, to: start + to });
    }
  };
  if (block.isTextblock) search(block, 1);
  else {
    block.descendants((node, pos) => {
      if (node.isTextblock) search(node, pos + 2);
      return !node.isTextblock;
    });
  }
  return matches;
}

/** Text without capitals and accents, and for each of its letters where it came from; one more entry for the end. */
export function fold(text: string): { text: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('ς', 'σ').replace('ı', 'i').replace('ł', 'l');
    for (let index = 0; index < plain.length; index++) origin.push(at);
    folded += plain;
    at += letter.length;
  }
  origin.push(at);
  return { text: folded, origin };
}
