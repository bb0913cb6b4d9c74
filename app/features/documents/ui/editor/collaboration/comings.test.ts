import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Comings, othersIn, SETTLE_MS } from './comings';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function room() {
  const mine = new Awareness(new Y.Doc());
  const said: string[] = [];
  const line = { up: true };
  const comings = new Comings({
    awareness: mine,
    me: 'me',
    connected: () => line.up,
    came: (name) => said.push(`+${name}`),
    went: (name) => said.push(`-${name}`),
  });
  const tab = (id: string, name: string, cursor: unknown = null) => {
    const theirs = new Awareness(new Y.Doc());
    theirs.setLocalState({ user: { id, name, colour: 1 }, cursor });
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'line');
    return { clientId: theirs.clientID, leave: () => removeAwarenessStates(mine, [theirs.clientID], 'line') };
  };
  const end = () => {
    comings.destroy();
    mine.destroy();
  };
  return { mine, said, line, tab, end, comings };
}

test('one person with two tabs comes once, and leaves with the last of them', () => {
  const { said, tab, end } = room();
  const [first, second] = [tab('p', 'Piotr'), tab('p', 'Piotr')];
  vi.advanceTimersByTime(SETTLE_MS);
  expect(said).toEqual(['+Piotr']);
  first.leave();
  vi.advanceTimersByTime(SETTLE_MS);
  expect(said).toEqual(['+Piotr']);
  second.leave();
  vi.advanceTimersByTime(SETTLE_MS - 1);
  expect(said).toEqual(['+Piotr']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['+Piotr', '-Piotr']);
  end();
});

test('whoever is back before it settles never left; my own tabs are no news', () => {
  const { said, tab, end } = room();
  const first = tab('p', 'Piotr');
  tab('me', 'Anna');
  vi.advanceTimersByTime(SETTLE_MS);
  first.leave();
  vi.advanceTimersByTime(SETTLE_MS - 1000);
  tab('p', 'Piotr');
  vi.advanceTimersByTime(2 * SETTLE_MS);
  expect(said).toEqual(['+Piotr']);
  end();
});

test('when my own line breaks nobody left; who did in the meantime is told when it is back', () => {
  const { said, tab, end, line, comings } = room();
  const [piotr, carla] = [tab('p', 'Piotr'), tab('c', 'Carla')];
  vi.advanceTimersByTime(SETTLE_MS);
  line.up = false;
  piotr.leave();
  carla.leave();
  vi.advanceTimersByTime(10 * SETTLE_MS);
  expect(said).toEqual(['+Piotr', '+Carla']);
  line.up = true;
  comings.look();
  tab('c', 'Carla');
  vi.advanceTimersByTime(SETTLE_MS);
  expect(said).toEqual(['+Piotr', '+Carla', '-Piotr']);
  end();
});

test('each other person is listed once, by the tab in which they write', () => {
  const { mine, tab, end } = room();
  tab('p', 'Piotr');
  const writing = tab('p', 'Piotr', { anchor: 1, head: 1 });
  tab('p', 'Piotr');
  tab('me', 'Anna');
  tab('c', 'Carla');
  expect(othersIn(mine, 'me').map(({ name, clientId }) => [name, clientId === writing.clientId])).toEqual([
    ['Piotr', true],
    ['Carla', false],
  ]);
  end();
});
