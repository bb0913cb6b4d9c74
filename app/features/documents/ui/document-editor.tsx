/**
 * `<DocumentEditor room={room} documentId me lang onFile>{what the server rendered}</DocumentEditor>`: the children stay until the shared
 * text and the editor's code are both here (and for good where scripts or sockets are blocked), then the editor takes their place. Safe on
 * the server.
 */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { isAnswered, type SaveState } from '~/live/save-state';
import type { EditorFile } from './shown-state';

const loadEditor = () => import('./editor/editor');
const EditorScreen = lazy(loadEditor);

/** What the editor needs of a live room (app/live/use-room.ts gives it). */
export interface EditorRoom {
  doc: Y.Doc;
  awareness: Awareness;
  /** The text is here and may be bound. */
  ready: boolean;
  mode: 'write' | 'read';
  /** How safe the text is, which also says whether the line is up. */
  state: Pick<SaveState, 'is'>;
}

export interface DocumentEditorProps {
  /** Null on the server and until the room's client exists. */
  room: EditorRoom | null;
  documentId: string;
  /** Id of who sits here. */
  me: string;
  /** BCP 47 language of the text. */
  lang: string;
  /** Told when the editor's own file is here, or does not come. */
  onFile: (editor: EditorFile) => void;
  children: ReactNode;
}

export function DocumentEditor({ room, documentId, me, lang, onFile, children }: DocumentEditorProps) {
  const [here, setHere] = useState(false);
  useEffect(() => {
    let gone = false;
    const came = (editor: EditorFile) => {
      if (gone) return;
      setHere(editor === 'here');
      onFile(editor);
    };
    // Loaded beside the text, not after it. A failed download leaves what the server rendered; the next visit tries again.
    loadEditor().then(
      () => came('here'),
      () => came('missing'),
    );
    return () => {
      gone = true;
    };
  }, [onFile]);
  const guid = room?.ready && here ? room.doc.guid : null;
  const [drawn, setDrawn] = useState<string | null>(null);
  return (
    <>
      {guid && drawn === guid ? null : children}
      {room && guid ? (
        // The server's text stays until the editor has drawn its own: an empty frame between them would lose the reader's place.
        <div hidden={drawn !== guid}>
          <Suspense>
            <EditorScreen
              key={guid}
              doc={room.doc}
              awareness={room.awareness}
              mode={room.mode}
              connected={isAnswered(room.state)}
              documentId={documentId}
              me={me}
              lang={lang}
            />
            <Drawn key={`${guid} drawn`} tell={() => setDrawn(guid)} />
          </Suspense>
        </div>
      ) : null}
    </>
  );
}

/** Effects run in the order of the tree: when this one does, the editor before it has drawn. */
function Drawn({ tell }: { tell: () => void }) {
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => latest.current(), []);
  return null;
}
