/**
 * `<LiveDocument seat={...}>{(room) => ...}</LiveDocument>`: joins the document's room, says in the top bar and above the text how safe it
 * is, and gives the room to whatever draws the text, which tells whether it can. `room` is null on the server, and until the browser has
 * joined.
 */
import { type ReactNode, useState } from 'react';
import { useT } from '~/i18n/react';
import type { Merged } from '~/live/replica';
import { useLeaveGuard } from '~/live/use-leave-guard';
import { useOtherRights } from '~/live/use-other-rights';
import { type LiveRoom, useRoom } from '~/live/use-room';
import { RoomStatus } from '~/ui/room-status';
import { rescueWords } from '../tree/rescue';
import { type EditorFile, shownState } from './shown-state';
import { focusText } from './takeover';

/** Words that I wrote where somebody else moved or deleted the block meanwhile. */
const putBack: Merged = (transaction, update, open) =>
  void rescueWords(
    transaction,
    update,
    open.map((change) => change.update),
  );

export interface LiveDocumentProps {
  room: string;
  generation: number;
  userId: string;
  mode: 'write' | 'read';
  title: string;
  /** BCP 47 of the title. */
  language: string;
  /** Which text the page shows already. */
  mark: string;
  /** The path of this page, to come back to after signing in. */
  path: string;
  /** @param tell whether the editor's file has come */
  children: (room: LiveRoom | null, tell: (editor: EditorFile) => void) => ReactNode;
}

export function LiveDocument({ room: name, generation, userId, mode, title, language, mark, path, children }: LiveDocumentProps) {
  const room = useRoom(name, { userId, generation, mode, fileName: title, language, shown: mark, merged: putBack });
  const t = useT('ui');
  const [editor, setEditor] = useState<EditorFile>('coming');
  useOtherRights(room, mode);
  const loose = room?.loose ?? 0;
  const changes = room && 'changes' in room.state ? room.state.changes : 0;
  useLeaveGuard(room?.state, loose, t('save.leaveQuestion', { changes: changes + loose }));
  const state = room && shownState(room.state, editor);
  return (
    <>
      {room && state ? (
        <RoomStatus
          state={state}
          path={path}
          aside={room.aside}
          onDownload={room.download}
          onDownloadAside={room.downloadAside}
          onDiscardAside={(id) => {
            room.discardAside(id);
            // The button goes with it.
            focusText();
          }}
        />
      ) : null}
      {children(room, setEditor)}
    </>
  );
}
