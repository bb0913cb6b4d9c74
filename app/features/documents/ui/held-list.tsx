/** What `held-texts.tsx` has found, drawn: with a way to each text, or the text itself as a file where its document is closed. */
import { Download } from 'lucide';
import type { ReactNode } from 'react';
import { useT } from '~/i18n/react';
import { discardHeldAside, type HeldText, heldUpdates } from '~/live/device-store';
import { downloadText } from '~/live/download';
import { Button } from '~/ui/button';
import { focusOn } from '~/ui/frame/arrival-focus';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { Notice } from '~/ui/notice';
import { AsideBar } from '~/ui/save-state';

export interface HeldListProps {
  userId: string;
  held: HeldText[];
  /** On the page of this room. */
  room?: string;
  onDiscarded: () => Promise<void>;
}

export function HeldList({ userId, held, room, onDiscarded }: HeldListProps) {
  const t = useT('ui');
  const nameOf = (text: HeldText) => text.title ?? t('held.unnamed');
  const named = (text: HeldText) => <span lang={text.language ?? undefined}>{nameOf(text)}</span>;
  const download = async (text: HeldText, asideId?: number) => {
    downloadText(await heldUpdates(userId, text.room, asideId), nameOf(text), text.room);
  };
  const discard = async (id: number) => {
    await discardHeldAside(userId, id);
    // The button goes with the text.
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading) focusOn(heading);
    await onDiscarded();
  };
  const unsent = held.filter(({ unsaved }) => unsaved > 0);
  return (
    <div className="grid gap-2">
      {unsent.length > 0 && !room ? <UnsentTexts texts={unsent} named={named} /> : null}
      {room
        ? unsent.map((text) => (
            <Notice key={text.room} tone="warn" title={t('save.unsavedDetail', { changes: text.unsaved })}>
              <p>{t('save.deletedKept')}</p>
              <Button className="mt-2" onClick={() => void download(text)} icon={<Icon of={Download} className="size-4" />}>
                {t('save.download')}
              </Button>
            </Notice>
          ))
        : null}
      {held.flatMap((text) =>
        text.aside.map(({ id, why, changes }) => (
          <AsideBar
            key={id}
            name={room ? undefined : named(text)}
            why={why}
            changes={changes}
            onDownload={() => void download(text, id)}
            onDiscard={() => void discard(id)}
          />
        )),
      )}
    </div>
  );
}

function UnsentTexts({ texts, named }: { texts: HeldText[]; named: (text: HeldText) => ReactNode }) {
  const t = useT('ui');
  return (
    <Notice live tone="warn" title={t('held.title')}>
      <ul className="grid gap-1">
        {texts.map((text) => (
          <li key={text.room} className="wrap-break-word">
            {text.path ? <Link to={text.path}>{named(text)}</Link> : named(text)}: {t('held.unsent', { changes: text.unsaved })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
