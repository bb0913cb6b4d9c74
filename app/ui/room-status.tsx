/** What the top bar says of a live room: how safe everything is, in words, and below it what must stay in sight while something is wrong. */
import type { Aside } from '~/live/device-store';
import { TopBarSlot } from './frame/slots';
import { AsideBar, SaveBar, SaveStatus, type SaveState as Shown } from './save-state';

export interface RoomStatusProps {
  state: Shown;
  /** The path of this page, to come back to after signing in. */
  path: string;
  /** Changes that could not be merged and wait for their writer. */
  aside: readonly Aside[];
  onDownload: () => void;
  onDownloadAside: (id: number) => void;
  onDiscardAside: (id: number) => void;
}

export function RoomStatus({ state, path, aside, onDownload, onDownloadAside, onDiscardAside }: RoomStatusProps) {
  return (
    <>
      <TopBarSlot name="state">
        <SaveStatus state={state} className="max-w-36 sm:max-w-60 lg:max-w-none" />
      </TopBarSlot>
      <TopBarSlot name="trouble">
        <SaveBar state={state} onDownload={onDownload} signInHref={`/sign-in?next=${encodeURIComponent(path)}`} />
        {aside.map(({ id, why, changes }) => (
          <AsideBar key={id} why={why} changes={changes} onDownload={() => onDownloadAside(id)} onDiscard={() => onDiscardAside(id)} />
        ))}
      </TopBarSlot>
    </>
  );
}
