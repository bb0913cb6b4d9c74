/** Who else has the plan open, and which item they look at; a press opens it, too. */
import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { useT } from '~/i18n/react';
import { Avatar } from '~/ui/avatar';
import { TopBarSlot } from '~/ui/frame/slots';

export interface PersonHere {
  userId: string;
  name: string;
  colour: number;
  /** The item whose panel they have open. */
  item: string | null;
}

/** So many stand in the top bar; the others are a number. */
const SHOWN = 5;
const NOBODY: readonly PersonHere[] = [];

/** The others, one entry for each person; tells them at the same time which item I have open. */
export function usePeopleHere(awareness: Awareness | null, me: string, item: string | null): readonly PersonHere[] {
  const [people, setPeople] = useState(NOBODY);
  useEffect(() => awareness?.setLocalState({ item }), [awareness, item]);
  useEffect(() => {
    if (!awareness) return;
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

/** `user` is what the server knows of the socket's person; the rest is any client's word. */
function othersIn(awareness: Awareness, me: string): PersonHere[] {
  const found = new Map<string, PersonHere>();
  for (const [clientId, state] of awareness.getStates()) {
    const { user, item } = state as { user?: Record<string, unknown>; item?: unknown };
    if (clientId === awareness.clientID || !user || typeof user.name !== 'string' || user.id === me) continue;
    const userId = String(user.id ?? clientId);
    const colour = Number.isInteger(user.colour) ? Math.abs(user.colour as number) % 12 : 0;
    // Of several tabs the one with an item open tells more.
    if (typeof item === 'string' || !found.has(userId)) {
      found.set(userId, { userId, name: user.name.slice(0, 100), colour, item: typeof item === 'string' ? item : null });
    }
  }
  return [...found.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1));
}

export function PeopleHere({ people, open }: { people: readonly PersonHere[]; open: (id: string) => void }) {
  const t = useT('plan');
  const tUi = useT('ui');
  if (people.length === 0) return null;
  return (
    <TopBarSlot name="here">
      <ul aria-label={t('here.title')} className="hidden items-center gap-0.5 sm:flex">
        {people.slice(0, SHOWN).map(({ userId, name, colour, item }) => (
          <li key={userId}>
            {item ? (
              <button
                type="button"
                title={t('here.follow', { name })}
                aria-label={t('here.follow', { name })}
                onClick={() => open(item)}
                className="inline-flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
              >
                <Avatar name={name} colour={colour} size="small" />
              </button>
            ) : (
              <Avatar name={name} colour={colour} size="small" alone />
            )}
          </li>
        ))}
      </ul>
      {people.length > SHOWN ? (
        <span className="hidden px-1 text-xs text-ink-soft sm:inline" title={tUi('here.more', { count: people.length - SHOWN })}>
          +{people.length - SHOWN}
        </span>
      ) : null}
    </TopBarSlot>
  );
}
