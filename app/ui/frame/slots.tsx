/**
 * Places in the top bar that a page fills from within, with what only the browser knows:
 *
 *     <TopBarSlot name="state"><SaveStatus ... /></TopBarSlot>    the save state in words
 *     <TopBarSlot name="here"><PeopleHere ... /></TopBarSlot>     who is here
 *     <TopBarSlot name="trouble"><SaveBar ... /></TopBarSlot>     what must stay in sight while something is wrong, in a row below
 */
import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

export type SlotName = 'here' | 'state' | 'trouble';
export type Slots = Record<SlotName, HTMLElement | null>;

export const SlotsContext = createContext<Slots>({ here: null, state: null, trouble: null });

export function TopBarSlot({ name, children }: { name: SlotName; children: ReactNode }) {
  const slot = useContext(SlotsContext)[name];
  return slot ? createPortal(children, slot) : null;
}
