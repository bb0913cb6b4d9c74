/**
 * The safety of the text in words. `<SaveStatus>` stands in the top bar; `<SaveBar>` says more in the bar's row below while something is
 * wrong, also to who has scrolled; `<AsideBar>` offers a text that could not be merged. All take plain facts, told by whoever holds the room.
 * Never a modal, and never claims more than the state does: "Saved" comes a moment later, not earlier, so that it does not flicker
 * with every key.
 */
import { Check, CircleDashed, CloudOff, CloudUpload, Download, Eye, LogIn, RefreshCw, TriangleAlert } from 'lucide';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from './announcer';
import { Button, ButtonLink } from './button';
import { classes } from './classes';
import { Icon } from './icon';
import { Notice } from './notice';

export type StopReason =
  | 'signedOut'
  | 'accessLost'
  | 'deleted'
  | 'otherGeneration'
  | 'tooOld'
  | 'faulty'
  /** What the text is written in did not come: the page shows it as it was, and does not follow. */
  | 'noEditor';

/** `keeping`: being written on this device at this moment; then `kept` is not true yet. */
interface OnDevice {
  kept: boolean;
  keeping?: true;
}

export type SaveState =
  | { is: 'opening' | 'saved' | 'readOnly' }
  | { is: 'saving'; changes: number }
  | ({ is: 'notSaved'; changes: number; why: 'silent' | 'refusing' } & OnDevice)
  | ({ is: 'offline'; changes: number; mode: 'write' | 'read' } & OnDevice)
  | ({ is: 'stopped'; why: StopReason; changes: number } & OnDevice);

/** "Saved" and "kept" are shown when they have been true for so long; everything else at once. */
const SETTLE_MS = 400;
/** Trouble shorter than this is not read aloud. */
const ANNOUNCE_MS = 1500;

type T = ReturnType<typeof useT<'ui'>>;

export function SaveStatus({ state, className }: { state: SaveState; className?: string }) {
  const t = useT('ui');
  const shown = useSettled(state);
  const { icon, tone } = LOOKS[shown.is];
  const words = wordsOf(shown, t);
  // A phone has room for a word or two, in two lines: cut in the middle, "kept" and "not kept" would look alike.
  const short = useIsPhone();
  useTroubleAnnounced(shown, words);
  return (
    <span data-save={shown.is} className={classes('inline-flex min-w-0 items-center gap-1.5 text-sm', tone, className)}>
      {icon}
      <span className="max-sm:line-clamp-2 max-sm:text-xs max-sm:wrap-anywhere sm:truncate" title={words}>
        {short ? shortWordsOf(shown, t) : words}
      </span>
    </span>
  );
}

/** Nothing while all is well. `signInHref`: where a person whose session ended goes. */
export function SaveBar(props: { state: SaveState; onDownload: () => void; signInHref: string }) {
  const { onDownload, signInHref } = props;
  const t = useT('ui');
  const state = useSettled(props.state);
  if (state.is !== 'notSaved' && state.is !== 'offline' && state.is !== 'stopped') return null;
  const safeHere = state.is === 'offline' && state.mode === 'write' && (state.kept || state.keeping);
  const loses = state.changes > 0 && !safeHere;
  // On a phone the writing needs the room; what the reader must know or do stays.
  const calm = state.is !== 'stopped' && state.kept;
  return (
    <Notice
      tone={state.is === 'offline' ? 'info' : 'warn'}
      title={state.is === 'stopped' ? stopWords(state.why, t).title : wordsOf(state, t)}
      className="items-center max-sm:py-2"
    >
      <p className={calm ? 'max-sm:sr-only' : undefined}>{detailOf(state, t)}</p>
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {loses ? (
          <Button onClick={onDownload} icon={<Icon of={Download} className="size-4" />}>
            {t('save.download')}
          </Button>
        ) : null}
        {state.is === 'stopped' ? <WayOut why={state.why} signInHref={signInHref} /> : null}
      </div>
    </Notice>
  );
}

export type AsideReason = 'refused' | 'otherGeneration' | 'accessLost';

function asideWords(why: AsideReason, changes: number, t: T): string {
  switch (why) {
    case 'refused':
      return t('save.asideRefused', { changes });
    case 'otherGeneration':
      return t('save.asideReplaced', { changes });
    case 'accessLost':
      return t('save.asideAccessLost', { changes });
  }
}

/** A text that could not be merged: its writer downloads it, and says when it may go. */
export function AsideBar(props: {
  /** Whose text it is, away from its own page. */
  name?: ReactNode;
  why: AsideReason;
  changes: number;
  onDownload: () => void;
  onDiscard: () => void;
}) {
  const t = useT('ui');
  const words = asideWords(props.why, props.changes, t);
  return (
    <Notice
      tone="warn"
      title={
        <>
          {props.name ? <>{props.name}: </> : null}
          {words}
        </>
      }
    >
      <p>{t('save.asideDetail')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={props.onDownload} icon={<Icon of={Download} className="size-4" />}>
          {t('save.download')}
        </Button>
        <Button look="plain" onClick={props.onDiscard}>
          {t('save.discard')}
        </Button>
      </div>
    </Notice>
  );
}

function WayOut({ why, signInHref }: { why: StopReason; signInHref: string }) {
  const t = useT('ui');
  switch (why) {
    case 'signedOut':
      return (
        <ButtonLink reloadDocument to={signInHref} icon={<Icon of={LogIn} className="size-4" />}>
          {t('save.signIn')}
        </ButtonLink>
      );
    case 'otherGeneration':
    case 'tooOld':
    case 'faulty':
    case 'noEditor':
      return (
        <Button onClick={() => location.reload()} icon={<Icon of={RefreshCw} className="size-4" />}>
          {t('save.reload')}
        </Button>
      );
    case 'accessLost':
    case 'deleted':
      return null;
  }
}

const ICON = 'size-4 shrink-0';
const LOOKS: Record<SaveState['is'], { icon: ReactNode; tone: string }> = {
  opening: { icon: <Icon of={CircleDashed} className={ICON} />, tone: 'text-ink-faint' },
  saved: { icon: <Icon of={Check} className={ICON} />, tone: 'text-ink-soft' },
  saving: { icon: <Icon of={CloudUpload} className={ICON} />, tone: 'text-ink-soft' },
  readOnly: { icon: <Icon of={Eye} className={ICON} />, tone: 'text-ink-soft' },
  notSaved: { icon: <Icon of={TriangleAlert} className={ICON} />, tone: 'font-medium text-warn' },
  offline: { icon: <Icon of={CloudOff} className={ICON} />, tone: 'font-medium text-ink' },
  stopped: { icon: <Icon of={TriangleAlert} className={ICON} />, tone: 'font-medium text-warn' },
};

function wordsOf(state: SaveState, t: T): string {
  switch (state.is) {
    case 'opening':
      return t('save.opening');
    case 'saved':
      return t('save.saved');
    case 'saving':
      return t('save.saving');
    case 'readOnly':
      return t('save.readOnly');
    case 'notSaved':
      return t('save.notSaved', { changes: state.changes });
    case 'offline':
      if (state.mode === 'read' && state.changes === 0) return t('save.offlineReading');
      if (state.keeping) return t('save.offlineKeeping');
      return state.kept ? t('save.offlineKept') : t('save.offlineNotKept');
    case 'stopped':
      return state.changes > 0 ? t('save.notSaved', { changes: state.changes }) : t('save.stopped');
  }
}

function shortWordsOf(state: SaveState, t: T): string {
  if (state.is === 'notSaved' || (state.is === 'stopped' && state.changes > 0)) return t('save.short.notSaved', { changes: state.changes });
  if (state.is === 'offline' && state.mode === 'write' && !state.keeping)
    return state.kept ? t('save.short.kept') : t('save.short.notKept');
  return wordsOf(state, t);
}

function detailOf(state: Extract<SaveState, OnDevice>, t: T): string {
  const { changes, kept, keeping } = state;
  switch (state.is) {
    case 'notSaved': {
      const here = kept ? t('save.keptDetail') : keeping ? '' : t('save.notKeptDetail');
      return `${state.why === 'refusing' ? t('save.refusingDetail') : t('save.silentDetail')} ${here}`.trim();
    }
    case 'offline':
      if (state.mode === 'read' && changes === 0) return t('save.offlineReadingDetail');
      return kept || keeping ? t('save.offlineDetail', { changes }) : t('save.notKeptDetail');
    case 'stopped': {
      const here = changes > 0 && kept && keptWords(state.why, t);
      return [changes > 0 && t('save.unsavedDetail', { changes }), stopWords(state.why, t).detail, here].filter(Boolean).join(' ');
    }
  }
}

/** What becomes of unsaved text when the room is not there any more. */
function keptWords(why: StopReason, t: T): string | null {
  if (why === 'deleted') return t('save.deletedKept');
  return why === 'accessLost' ? t('save.accessLostKept') : null;
}

function stopWords(why: StopReason, t: T): { title: string; detail: string } {
  switch (why) {
    case 'signedOut':
      return { title: t('save.signedOut'), detail: t('save.signedOutDetail') };
    case 'accessLost':
      return { title: t('save.accessLost'), detail: t('save.accessLostDetail') };
    case 'deleted':
      return { title: t('save.deleted'), detail: t('save.deletedDetail') };
    case 'otherGeneration':
      return { title: t('save.otherGeneration'), detail: t('save.otherGenerationDetail') };
    case 'tooOld':
      return { title: t('save.tooOld'), detail: t('save.tooOldDetail') };
    case 'faulty':
      return { title: t('save.faulty'), detail: t('save.faultyDetail') };
    case 'noEditor':
      return { title: t('save.noEditor'), detail: t('save.noEditorDetail') };
  }
}

let phone: MediaQueryList | undefined;

/** Made once: the state of the text is drawn anew with every letter. */
function phoneQuery(): MediaQueryList {
  phone ??= matchMedia('(width < 40rem)');
  return phone;
}

function onPhoneChange(changed: () => void): () => void {
  const query = phoneQuery();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

function useIsPhone(): boolean {
  return useSyncExternalStore(
    onPhoneChange,
    () => phoneQuery().matches,
    () => false,
  );
}

function useSettled(state: SaveState): SaveState {
  const [settled, setSettled] = useState(state);
  const good = state.is === 'saved' || ('kept' in state && state.kept);
  useEffect(() => {
    if (!good) return setSettled(state);
    const timer = setTimeout(() => setSettled(state), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [state, good]);
  return good ? settled : state;
}

/** Says when trouble begins and when it ends; neither every save nor every number. */
function useTroubleAnnounced(state: SaveState, words: string): void {
  const announce = useAnnounce();
  const told = useRef<SaveState['is']>('saved');
  const latest = useRef(words);
  latest.current = words;
  const { is } = state;
  useEffect(() => {
    const trouble = is === 'notSaved' || is === 'offline' || is === 'stopped';
    const over = is === 'saved' && told.current !== 'saved';
    if ((!trouble && !over) || told.current === is) return;
    const timer = setTimeout(() => {
      told.current = is;
      announce(latest.current);
    }, ANNOUNCE_MS);
    return () => clearTimeout(timer);
  }, [is, announce]);
}
