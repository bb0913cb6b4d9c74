/**
 * `<LiveDocument seat={...}>{(room) => ...}</LiveDocument>`: joins the document's room, says in the top bar and above the text how safe it
 * is, and gives the room to whatever draws the text. `room` is null on the server, and until the browser has joined.
 */
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import type { Merged } from '~/live/replica';
import { useLeaveGuard } from '~/live/use-leave-guard';
import { type LiveRoom, useRoom } from '~/live/use-room';
import { TopBarSlot } from '~/ui/frame/slots';
import { AsideBar, SaveBar, SaveStatus } from '~/ui/save-state';
import { rescueWords } from '../tree/rescue';
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
  /** Which text the page shows already. */
  mark: string;
  /** The path of this page, to come back to after signing in. */
  path: string;
  children: (room: LiveRoom | null) => ReactNode;
}

export function LiveDocument({ room: name, generation, userId, mode, title, mark, path, children }: LiveDocumentProps) {
  const room = useRoom(name, { userId, generation, mode, fileName: title, shown: mark, merged: putBack });
  const t = useT('ui');
  const loose = room?.loose ?? 0;
  const changes = room && 'changes' in room.state ? room.state.changes : 0;
  useLeaveGuard(room?.state, loose, t('save.leaveQuestion', { changes: changes + loose }));
  return (
    <>
      {room ? (
        <TopBarSlot name="state">
          <SaveStatus state={room.state} className="max-w-36 sm:max-w-60 lg:max-w-none" />
        </TopBarSlot>
      ) : null}
      {room ? (
        <TopBarSlot name="trouble">
          <SaveBar state={room.state} onDownload={room.download} signInHref={`/sign-in?next=${encodeURIComponent(path)}`} />
          {room.aside.map(({ id, why, changes: refused }) => (
            <AsideBar
              key={id}
              why={why}
              changes={refused}
              onDownload={() => room.downloadAside(id)}
              onDiscard={() => {
                room.discardAside(id);
                // The button goes with it.
                focusText();
              }}
            />
          ))}
        </TopBarSlot>
      ) : null}
      {children(room)}
    </>
  );
}
