/** A field that is kept when it is left: what somebody else writes meanwhile neither takes it away nor is overwritten unseen. */
import { type KeyboardEvent, useRef, useState } from 'react';

export interface Draft {
  value: string;
  /** What somebody else has written since this field was entered, while both differ; null: nothing. */
  theirs: string | null;
  onFocus: () => void;
  onChange: (event: { target: { value: string } }) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** Leaves mine, and shows what is there. */
  take: () => void;
}

/** @param keep writes it down; returns false where it cannot be, and the field keeps what was typed */
export function useDraft(value: string, keep: (typed: string) => boolean | undefined): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const entered = useRef(value);
  const dirty = typed !== null && typed !== entered.current;
  const leave = () => {
    if (typed === null) return;
    if (typed === value || typed === entered.current || keep(typed) !== false) setTyped(null);
  };
  return {
    value: typed ?? value,
    theirs: dirty && value !== entered.current && value !== typed ? value : null,
    onFocus: () => {
      if (typed === null) entered.current = value;
    },
    onChange: ({ target }) => {
      if (typed === null) entered.current = value;
      setTyped(target.value);
    },
    onBlur: leave,
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape' && typed !== null) {
        event.stopPropagation();
        setTyped(null);
      }
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        leave();
      }
    },
    take: () => setTyped(null),
  };
}
