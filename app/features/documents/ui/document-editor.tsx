/**
 * `<DocumentEditor room={room} documentId me lang>{what the server rendered}</DocumentEditor>`: the children stay until the shared text and
 * the editor's code are both here (and for good where scripts or sockets are blocked), then the editor takes their place. Safe on the server.
 */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

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
  state: { is: string };
}

/** In these states the server answers, and what it says about who is here holds. */
const CONNECTED = new Set(['saved', 'saving', 'readOnly']);

export interface DocumentEditorProps {
  /** Null on the server and until the room's client exists. */
  room: EditorRoom | null;
  documentId: string;
  /** Id of who sits here. */
  me: string;
  /** BCP 47 language of the text. */
  lang: string;
  children: ReactNode;
}

export function DocumentEditor({ room, documentId, me, lang, children }: DocumentEditorProps) {
  const [here, setHere] = useState(false);
  useEffect(() => {
    let gone = false;
    // Loaded beside the text, not after it. A failed download leaves what the server rendered; the next visit tries again.
    loadEditor().then(
      () => !gone && setHere(true),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
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
              connected={CONNECTED.has(room.state.is)}
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
