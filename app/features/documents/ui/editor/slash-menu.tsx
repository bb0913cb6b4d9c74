/** The list that opens at a "/": the focus stays in the text, the list is announced by `aria-activedescendant`. */
import type { Editor } from '@tiptap/core';
import { type IconNode, Image } from 'lucide';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { inserts, lists, styles } from './actions';
import { fold } from './find';
import { type Place, placeAt } from './floating';
import { slashKey } from './slash';
import { useEditorState } from './store';

interface Entry {
  name: string;
  label: string;
  icon: IconNode;
  run: () => void;
}

export function SlashMenu({ editor, onImage }: { editor: Editor; onImage: () => void }) {
  const t = useT('documents');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  /** Which entry, and of which query: another query begins at its first. */
  const [chosen, setChosen] = useState({ query: '', at: 0 });
  const { from, query } = useEditorState(editor, ({ state }) => {
    const slash = slashKey.getState(state);
    return { from: slash?.from ?? -1, query: slash?.query ?? '' };
  });

  const entriesOf = useCallback(
    (asked: string): Entry[] => {
      const all: Entry[] = [...styles, ...lists, ...inserts].map((action) => ({
        name: action.name,
        label: t(`editor.${action.name}`),
        icon: action.icon,
        run: () => action.run(withoutSlash(editor)).run(),
      }));
      all.push({
        name: 'image',
        label: t('editor.image'),
        icon: Image,
        run: () => {
          withoutSlash(editor).run();
          onImage();
        },
      });
      const wanted = fold(asked).text;
      return all.filter(({ label, name }) => fold(label).text.includes(wanted) || name.toLowerCase().includes(wanted));
    },
    [editor, onImage, t],
  );
  const entries = useMemo(() => entriesOf(query), [entriesOf, query]);
  const open = from >= 0 && entries.length > 0;
  const at = chosen.query === query ? Math.min(chosen.at, entries.length - 1) : 0;

  // Keys may come faster than React draws: they act on what is in the text now, not on what is shown.
  const latest = useRef(chosen);
  latest.current = chosen;
  useEffect(() => {
    const { slash } = editor.storage;
    slash.onKey = (key) => {
      const asked = slashKey.getState(editor.state)?.query ?? '';
      const now = entriesOf(asked);
      if (now.length === 0) return false;
      const here = latest.current.query === asked ? Math.min(latest.current.at, now.length - 1) : 0;
      if (key === 'Escape') editor.commands.closeSlash();
      else if (key === 'ArrowDown' || key === 'ArrowUp') {
        latest.current = { query: asked, at: (here + (key === 'ArrowDown' ? 1 : now.length - 1)) % now.length };
        setChosen(latest.current);
      } else now[here]?.run();
      return true;
    };
    return () => {
      slash.onKey = null;
    };
  }, [editor, entriesOf]);

  useEffect(() => {
    const { dom } = editor.view;
    const active = `${id}-${entries[at]?.name}`;
    if (open) {
      dom.setAttribute('aria-controls', id);
      dom.setAttribute('aria-activedescendant', active);
      document.getElementById(active)?.scrollIntoView({ block: 'nearest' });
    }
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [editor, open, entries, at, id]);

  useLayoutEffect(() => {
    const element = box.current;
    if (open && element) setPlace(placeAt(editor.view, from, from, element.offsetWidth, element.offsetHeight, 'below'));
  }, [editor, open, from]);

  if (!open) return null;
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      // It scrolls, so it can be reached; while it is open Tab chooses, and nobody stops here.
      tabIndex={0}
      aria-label={t('editor.insert')}
      className="editor-slash"
      style={place ?? { visibility: 'hidden' }}
    >
      {entries.map(({ name, label, icon, run }, index) => (
        <div
          key={name}
          id={`${id}-${name}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            run();
          }}
          onMouseEnter={() => setChosen({ query, at: index })}
        >
          <Icon of={icon} className="size-4" />
          {label}
        </div>
      ))}
    </div>
  );
}

function withoutSlash(editor: Editor) {
  const slash = slashKey.getState(editor.state);
  const chain = editor.chain().focus();
  return slash ? chain.deleteRange({ from: slash.from, to: slash.to }) : chain;
}
