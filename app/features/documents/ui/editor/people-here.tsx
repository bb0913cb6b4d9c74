/** Who else is in this text; a press jumps to where they are. */
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { Users } from 'lucide';
import { useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Avatar } from '~/ui/avatar';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton } from '~/ui/menu';
import { fromElsewhere } from './collaboration/binding';
import { type Person, placeOf } from './collaboration/carets';
import { Comings, othersIn } from './collaboration/comings';
import { scrollTo } from './show-place';

export interface PresenceProps {
  awareness: Awareness;
  /** Id of who sits here: their other tabs are nobody else. */
  me: string;
  /** Is the line to the server up? Without it nothing is known about the others. */
  connected: boolean;
}

function useOthers(awareness: Awareness, me: string): Person[] {
  const [people, setPeople] = useState(() => othersIn(awareness, me));
  useEffect(() => {
    const look = () => {
      const now = othersIn(awareness, me);
      setPeople((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    look();
    awareness.on('change', look);
    return () => awareness.off('change', look);
  }, [awareness, me]);
  return people;
}

/** So many stand in the top bar; the others are in a list behind their count. On a phone all are, unless it is one. */
const SHOWN = 5;

export function PeopleHere({ editor, awareness, me }: { editor: Editor } & Omit<PresenceProps, 'connected'>) {
  const t = useT('documents');
  const tUi = useT('ui');
  const announce = useAnnounce();
  const people = useOthers(awareness, me);
  if (people.length === 0) return null;
  const jump = ({ clientId, name }: Person) => {
    const place = placeOf(clientId, awareness, editor.storage.collaboration.binding);
    if (!place) return announce(t('editor.nowhere', { name }));
    const { node } = editor.view.domAtPos(place.head);
    scrollTo(node instanceof Element ? node : node.parentElement, 'center');
    announce(t('editor.jumped', { name }));
  };
  const alone = people.length === 1;
  return (
    <>
      <ul aria-label={t('editor.people')} className={alone ? 'flex' : 'hidden items-center gap-0.5 sm:flex'}>
        {people.slice(0, SHOWN).map((person) => (
          <li key={person.userId}>
            <button
              type="button"
              title={t('editor.jumpTo', { name: person.name })}
              aria-label={t('editor.jumpTo', { name: person.name })}
              onClick={() => jump(person)}
              className="inline-flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
            >
              <Avatar name={person.name} colour={person.colour} size="small" />
            </button>
          </li>
        ))}
      </ul>
      {people.length > SHOWN ? (
        <PeopleMenu
          className="hidden sm:block"
          label={`${t('editor.people')}: ${tUi('here.more', { count: people.length - SHOWN })}`}
          shown={`+${people.length - SHOWN}`}
          people={people.slice(SHOWN)}
          onJump={jump}
        />
      ) : null}
      {alone ? null : (
        <PeopleMenu
          className="sm:hidden"
          label={`${t('editor.people')}: ${people.length}`}
          shown={String(people.length)}
          people={people}
          onJump={jump}
        />
      )}
    </>
  );
}

interface PeopleMenuProps {
  label: string;
  shown: string;
  people: readonly Person[];
  className: string;
  onJump: (person: Person) => void;
}

function PeopleMenu({ label, shown, people, className, onJump }: PeopleMenuProps) {
  const t = useT('documents');
  return (
    <Menu
      label={label}
      className={className}
      trigger={
        <>
          <Icon of={Users} className="size-4" />
          {shown}
        </>
      }
      triggerClassName="inline-flex min-h-8 min-w-8 items-center justify-center gap-1 rounded-control px-1.5 text-xs text-ink-soft hover:bg-sunken pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      {people.map((person) => (
        <MenuButton
          key={person.userId}
          type="button"
          aria-label={t('editor.jumpTo', { name: person.name })}
          onClick={(event) => {
            const menu = event.currentTarget.closest('details');
            // The button goes with the list: the focus stays where the list was opened.
            menu?.querySelector('summary')?.focus();
            menu?.removeAttribute('open');
            onJump(person);
          }}
        >
          <Avatar name={person.name} colour={person.colour} size="small" />
          {person.name}
        </MenuButton>
      ))}
    </Menu>
  );
}

/** Tells a screen reader who comes and goes, and now and then that others wrote. */
export function useSpokenChanges(editor: Editor, presence: PresenceProps): void {
  useSpokenComings(presence);
  useSpokenWriting(editor);
}

function useSpokenComings({ awareness, me, connected }: PresenceProps): void {
  const t = useT('documents');
  const announce = useAnnounce();
  const line = useRef(connected);
  line.current = connected;
  const watching = useRef<Comings | null>(null);
  useEffect(() => {
    const comings = new Comings({
      awareness,
      me,
      connected: () => line.current,
      came: (name) => announce(t('editor.came', { name })),
      went: (name) => announce(t('editor.went', { name })),
    });
    watching.current = comings;
    return () => comings.destroy();
  }, [announce, awareness, me, t]);
  useEffect(() => {
    if (connected) watching.current?.look();
  }, [connected]);
}

/** At most one sentence about others' changes in this time, in milliseconds. */
const SPEAK_EVERY_MS = 30_000;

function useSpokenWriting(editor: Editor): void {
  const t = useT('documents');
  const announce = useAnnounce();
  useEffect(() => {
    let last = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = ({ transaction }: { transaction: Transaction }) => {
      const change = transaction.docChanged && fromElsewhere(transaction);
      if (!change || change.undo || timer) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          last = Date.now();
          announce(t('editor.othersWrote'));
        },
        Math.max(2000, last + SPEAK_EVERY_MS - Date.now()),
      );
    };
    editor.on('transaction', heard);
    return () => {
      clearTimeout(timer);
      editor.off('transaction', heard);
    };
  }, [announce, editor, t]);
}
