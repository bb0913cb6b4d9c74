import { describe, expect, test } from 'vitest';
import { asksBeforeClosing, asksBeforeNavigating, type Facts, saveStateOf, unsavedIn } from './save-state';

const stops = [null, 'signedOut', 'accessLost', 'deleted', 'otherGeneration', 'tooOld', 'faulty'] as const;
const links = ['opening', 'up', 'silent', 'down'] as const;
const both = [true, false];

/** Every combination of facts: 7 x 4 x 2^6 x 3^2 = 16,128. */
const all: Facts[] = stops.flatMap((stop) =>
  links.flatMap((link) =>
    (['write', 'read'] as const).flatMap((mode) =>
      [0, 1, 12].flatMap((unsaved) =>
        both.flatMap((confirmed) =>
          both.flatMap((slow) =>
            both.flatMap((refusing) =>
              both.flatMap((ready) =>
                both.flatMap((connected) =>
                  (['kept', 'keeping', 'not'] as const).map((keeping) => ({
                    ...{ stop, link, mode, unsaved, confirmed, slow, refusing, ready, connected, keeping },
                  })),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

const facts = (overrides: Partial<Facts>): Facts => ({
  stop: null,
  ready: true,
  connected: true,
  link: 'up',
  confirmed: true,
  mode: 'write',
  unsaved: 0,
  slow: false,
  refusing: false,
  keeping: 'kept',
  ...overrides,
});

describe('in every one of the 16,128 situations', () => {
  test('"Saved" means: connected, confirmed by this connection, nothing open, allowed to write', () => {
    const saved = all.filter((f) => saveStateOf(f).is === 'saved');
    expect(saved.length).toBeGreaterThan(0);
    for (const f of saved) expect(f).toMatchObject({ stop: null, link: 'up', confirmed: true, unsaved: 0, mode: 'write' });
  });

  test('an unsaved change is always counted, and its number is the true one', () => {
    for (const f of all) expect(unsavedIn(saveStateOf(f))).toBe(f.unsaved);
  });

  test('a room that is closed for good says why, whatever else is the case', () => {
    for (const f of all) {
      const state = saveStateOf(f);
      expect(state.is === 'stopped' ? state.why : null).toBe(f.stop);
    }
  });

  test('without a way to the server it says offline, "kept" only of what is written, and "go on writing" only where one can', () => {
    for (const f of all.filter((one) => !one.stop && one.link === 'down')) {
      expect(saveStateOf(f)).toMatchObject({ is: 'offline', changes: f.unsaved, mode: f.ready ? f.mode : 'read' });
    }
    for (const f of all) {
      const state = saveStateOf(f);
      if (!('kept' in state)) continue;
      expect(state.kept).toBe(f.keeping === 'kept');
      expect('keeping' in state).toBe(f.keeping === 'keeping' && state.is !== 'saving');
    }
  });

  test('"Saving" is never said of a change that has waited too long, that storage refuses, or with a silent server', () => {
    for (const f of all.filter((one) => saveStateOf(one).is === 'saving')) {
      expect(f).toMatchObject({ slow: false, refusing: false });
      expect(['up', 'opening']).toContain(f.link);
    }
  });

  test('closing asks exactly when something is on no server; navigating only when it is nowhere and not on its way', () => {
    for (const f of all) {
      const state = saveStateOf(f);
      expect(asksBeforeClosing(state)).toBe(f.unsaved > 0);
      const nowhere = f.unsaved > 0 && f.keeping === 'not';
      if (!nowhere) expect(asksBeforeNavigating(state)).toBe(false);
      else if (state.is !== 'saving') expect(asksBeforeNavigating(state)).toBe(true);
      // A short break is not called offline, but what is typed in it is in this page alone.
      else expect(asksBeforeNavigating(state)).toBe(!f.connected);
    }
  });

  test('a text that was put aside in memory alone is asked about, whatever else is the case', () => {
    for (const f of all) {
      expect(asksBeforeClosing(saveStateOf(f), 1)).toBe(true);
      expect(asksBeforeNavigating(saveStateOf(f), 1)).toBe(true);
    }
  });
});

test.each([
  ['the first second', { link: 'opening', confirmed: false }, { is: 'opening' }],
  ['back, but not yet confirmed', { confirmed: false }, { is: 'opening' }],
  ['a keystroke on its way', { unsaved: 1 }, { is: 'saving', changes: 1 }],
  ['a keystroke before the first ack', { unsaved: 1, confirmed: false }, { is: 'saving', changes: 1 }],
  ['no answer for seconds', { unsaved: 3, slow: true }, { is: 'notSaved', changes: 3, why: 'silent', kept: true }],
  ['the server takes the call and says nothing', { unsaved: 3, link: 'silent' }, { is: 'notSaved', changes: 3, why: 'silent', kept: true }],
  ['the disk of the server is full', { unsaved: 2, refusing: true }, { is: 'notSaved', changes: 2, why: 'refusing', kept: true }],
  ['the disk is full, and nothing is open', { refusing: true }, { is: 'saved' }],
  ['a silent server and nothing open', { link: 'silent' }, { is: 'offline', changes: 0, mode: 'write', kept: true }],
  ['an observer', { mode: 'read' }, { is: 'readOnly' }],
] as const)('%s', (_name, given, expected) => {
  expect(saveStateOf(facts(given))).toEqual(expected);
});
