/** A few tools beside what is selected by mouse or finger. The fixed toolbar has them all; this one is no stop for Tab. */
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { Link2 } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { type Action, marks } from './actions';
import { type Place, placeAt } from './floating';
import { useEditorState } from './store';

const shown = marks.filter(({ name }) => ['bold', 'italic', 'highlight'].includes(name));

export function Bubble({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const t = useT('documents');
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const selected = useEditorState(editor, ({ state, view, isEditable }) => {
    const { selection } = state;
    const open = isEditable && view.hasFocus() && selection instanceof TextSelection && !selection.empty;
    return { from: open ? selection.from : 0, to: open ? selection.to : 0 };
  });
  useLayoutEffect(() => {
    const element = box.current;
    if (selected.from === selected.to || !element) return setPlace(null);
    const { from, to } = selected;
    const put = () => setPlace(placeAt(editor.view, from, to, element.offsetWidth, element.offsetHeight, 'above'));
    put();
    window.addEventListener('scroll', put, { passive: true });
    return () => window.removeEventListener('scroll', put);
  }, [editor, selected]);
  const press = (action: Action) => () => action.run(editor.chain().focus()).run();
  return (
    <div
      ref={box}
      aria-hidden
      tabIndex={-1}
      className="editor-bubble"
      style={place ? { top: place.top, left: place.left } : { visibility: 'hidden' }}
    >
      {shown.map((action) => (
        <button
          key={action.name}
          type="button"
          tabIndex={-1}
          title={t(`editor.${action.name}`)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={press(action)}
        >
          <Icon of={action.icon} className="size-4" />
        </button>
      ))}
      <button type="button" tabIndex={-1} title={t('editor.link')} onMouseDown={(event) => event.preventDefault()} onClick={onLink}>
        <Icon of={Link2} className="size-4" />
      </button>
    </div>
  );
}
