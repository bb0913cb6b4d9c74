import { expect, test } from 'vitest';
import type { SaveState } from '~/live/save-state';
import { shownState } from './shown-state';

const calm: SaveState[] = [{ is: 'opening' }, { is: 'saved' }, { is: 'readOnly' }];
const others: SaveState[] = [
  { is: 'saving', changes: 1 },
  { is: 'notSaved', changes: 2, why: 'silent', kept: true },
  { is: 'offline', changes: 0, mode: 'write', kept: true },
  { is: 'offline', changes: 3, mode: 'write', kept: false, keeping: true },
];
const stopped: SaveState = { is: 'stopped', why: 'signedOut', changes: 1, kept: true };

test('with its editor the page says what the room says', () => {
  for (const state of [...calm, ...others, stopped]) expect(shownState(state, 'here')).toBe(state);
});

test('until the editor is here nothing is said to be saved; trouble is told at once', () => {
  for (const state of calm) expect(shownState(state, 'coming')).toEqual({ is: 'opening' });
  for (const state of [...others, stopped]) expect(shownState(state, 'coming')).toBe(state);
});

test('without its editor the page says so, whatever the line does, and still counts what is not saved', () => {
  for (const state of calm) expect(shownState(state, 'missing')).toEqual({ is: 'stopped', why: 'noEditor', changes: 0, kept: false });
  expect(others.map((state) => shownState(state, 'missing'))).toEqual([
    { is: 'stopped', why: 'noEditor', changes: 1, kept: false },
    { is: 'stopped', why: 'noEditor', changes: 2, kept: true },
    { is: 'stopped', why: 'noEditor', changes: 0, kept: true },
    { is: 'stopped', why: 'noEditor', changes: 3, kept: false },
  ]);
  expect(shownState(stopped, 'missing')).toBe(stopped);
});
