// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { load } from '~/i18n/translate';
import { Dialog } from './dialog';

let root: Root;
const closed = vi.fn();

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  await load('en', ['ui']);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  closed.mockReset();
});
afterEach(() => act(() => root.unmount()));

async function open(children: ReactNode): Promise<HTMLDialogElement> {
  await act(() =>
    root.render(
      <Dialog open title="A link" onClose={closed}>
        {children}
      </Dialog>,
    ),
  );
  return document.querySelector('dialog') as HTMLDialogElement;
}

test('the focus begins in the first field, not on the button that closes', async () => {
  await open(<input name="address" />);
  expect(document.activeElement?.getAttribute('name')).toBe('address');
});

test('what is marked for it comes before the first field', async () => {
  await open(
    <>
      <input name="address" />
      <textarea name="words" data-autofocus />
    </>,
  );
  expect(document.activeElement?.getAttribute('name')).toBe('words');
});

const press = (target: Element) => target.dispatchEvent(new Event('pointerdown', { bubbles: true }));
const click = (target: Element) => target.dispatchEvent(new MouseEvent('click', { bubbles: true }));

test('marking words and letting go on the shade closes nothing; a press on the shade does', async () => {
  const dialog = await open(<input name="address" />);
  await act(() => press(dialog.querySelector('input') as Element));
  await act(() => click(dialog));
  expect(dialog.open).toBe(true);
  await act(() => press(dialog));
  await act(() => click(dialog));
  expect(dialog.open).toBe(false);
});
