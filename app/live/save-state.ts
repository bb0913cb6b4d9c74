/**
 * What the screen may say about the safety of a text. Pure: facts in, one state out; `room-client.ts` gathers the facts.
 * The rule behind all of it: never claim more than is known. "Saved" needs an ack of the connection that is open now.
 */

/** Why a room is closed for good. The text on the screen stays; nothing is sent any more. */
export type StopReason =
  | 'signedOut'
  | 'accessLost'
  | 'deleted'
  /** The document's history was replaced; this text belongs to the one before. */
  | 'otherGeneration'
  /** This page speaks an older protocol than the server. */
  | 'tooOld'
  /** The server could not read what this page sent. */
  | 'faulty';

export interface Facts {
  stop: StopReason | null;
  /** The text is on the screen to be written in; before that there is nothing to go on with. */
  ready: boolean;
  /** A connection is open now; `link` overlooks short breaks. */
  connected: boolean;
  /** `silent`: the server neither refuses nor answers. `down`: there is no way to it. */
  link: 'opening' | 'up' | 'silent' | 'down';
  /** An ack of this very connection covers everything that this page held when it connected. */
  confirmed: boolean;
  mode: 'write' | 'read';
  /** Local changes (transactions) that no ack covers. */
  unsaved: number;
  /** The oldest of them has waited longer than a save takes. */
  slow: boolean;
  /** The server said that its storage takes nothing at the moment. */
  refusing: boolean;
  /** Is every local change written on this device? `keeping`: it is being written at this moment. */
  keeping: 'kept' | 'keeping' | 'not';
}

/** `kept`: every change is written on this device. `keeping`: not yet, but within a moment. */
interface OnDevice {
  kept: boolean;
  keeping?: true;
}

export type SaveState =
  | { is: 'opening' }
  | { is: 'saved' }
  | { is: 'readOnly' }
  /** With `kept` only where the line is broken and the change is nowhere but here. */
  | { is: 'saving'; changes: number; kept?: false }
  | ({ is: 'notSaved'; changes: number; why: 'silent' | 'refusing' } & OnDevice)
  | ({ is: 'offline'; changes: number; mode: 'write' | 'read' } & OnDevice)
  | ({ is: 'stopped'; why: StopReason; changes: number } & OnDevice);

export const OPENING: SaveState = { is: 'opening' };

export function saveStateOf(facts: Facts): SaveState {
  const { unsaved: changes, keeping } = facts;
  const onDevice: OnDevice = keeping === 'keeping' ? { kept: false, keeping: true } : { kept: keeping === 'kept' };
  // Without a text to write in, nobody is told to go on writing.
  const mode = facts.ready ? facts.mode : 'read';
  if (facts.stop) return { is: 'stopped', why: facts.stop, changes, ...onDevice };
  if (facts.link === 'down') return { is: 'offline', changes, mode, ...onDevice };
  if (changes > 0) {
    if (facts.refusing) return { is: 'notSaved', changes, why: 'refusing', ...onDevice };
    if (facts.slow || facts.link === 'silent') return { is: 'notSaved', changes, why: 'silent', ...onDevice };
    return { is: 'saving', changes, ...(facts.connected || keeping !== 'not' ? {} : { kept: false }) };
  }
  if (facts.link === 'silent') return { is: 'offline', changes, mode, ...onDevice };
  if (facts.link === 'opening' || !facts.confirmed) return OPENING;
  return mode === 'read' ? { is: 'readOnly' } : { is: 'saved' };
}

/** Does the server answer, so that what it says about who is here, and who may do what, holds? */
export function isAnswered({ is }: Pick<SaveState, 'is'>): boolean {
  return is === 'saved' || is === 'saving' || is === 'readOnly';
}

/** How many local changes are on no server. */
export function unsavedIn(state: SaveState): number {
  return 'changes' in state ? state.changes : 0;
}

/**
 * May the page be closed without a question? Asked before the browser unloads it: the copy on this device is not the partners' copy.
 * @param loose changes in texts that were put aside in this page's memory alone
 */
export function asksBeforeClosing(state: SaveState, loose = 0): boolean {
  return unsavedIn(state) + loose > 0;
}

/** May another page of ours be opened without a question? What this device keeps, or is being saved right now, is safe. */
export function asksBeforeNavigating(state: SaveState, loose = 0): boolean {
  return loose > 0 || (unsavedIn(state) > 0 && 'kept' in state && !state.kept && !('keeping' in state));
}

export function sameState(a: SaveState, b: SaveState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
