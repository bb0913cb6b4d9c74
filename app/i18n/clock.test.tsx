// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { When } from './react';

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') });
});
afterEach(() => vi.useRealTimers());

test('a time on the page grows older by itself, on one clock that stops with the last of them', async () => {
  const place = document.createElement('div');
  const root = createRoot(place);
  const at = new Date('2026-03-01T12:00:00Z');
  await act(() =>
    root.render(
      <>
        <When at={at} />
        <When at={at} />
      </>,
    ),
  );
  expect(place.textContent).toBe('nownow');
  expect(vi.getTimerCount()).toBe(1);
  await act(() => vi.advanceTimersByTime(120_000));
  expect(place.textContent).toBe('2 minutes ago2 minutes ago');
  await act(() => root.unmount());
  expect(vi.getTimerCount()).toBe(0);
});
