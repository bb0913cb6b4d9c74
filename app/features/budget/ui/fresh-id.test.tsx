// @vitest-environment happy-dom
import { act, type FormHTMLAttributes } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import { Form, type FormAnswer } from '~/ui/form';
import { FreshId } from './fresh-id';

vi.mock('@remix-run/react', () => ({
  Form: ({ children }: FormHTMLAttributes<HTMLFormElement>) => <form>{children}</form>,
  useActionData: () => undefined,
  useFormAction: () => '/',
  useLocation: () => ({ pathname: '/' }),
  useNavigation: () => ({ state: 'idle' }),
}));
beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

/** A form as it is shown now, and after each further answer and reading of the page: what it would send. */
function opened() {
  const page = document.createElement('div');
  const root = createRoot(page);
  return (fresh: string, row: { id: string; version: number } | undefined, answer: FormAnswer | null) => {
    act(() =>
      root.render(
        <Form answer={answer}>
          <FreshId fresh={fresh} row={row} />
        </Form>,
      ),
    );
    const form = new FormData(page.querySelector('form') as HTMLFormElement);
    return [form.get('id'), form.get('seen')];
  };
}

test('a new row keeps the id that it was sent with, and what did not arrive comes back with its own', () => {
  const show = opened();
  expect(show('first', undefined, null)).toEqual(['first', '0']);
  expect(show('another', undefined, null)).toEqual(['first', '0']);
  // As the lists of a form come back.
  expect(opened()('another', undefined, { values: { id: ['first'], seen: ['0'] } })).toEqual(['first', '0']);
  // It was stored, and mended since: it is written over; also when another form of the page was answered meanwhile.
  expect(show('another', undefined, { values: { id: 'first', seen: '1' } })).toEqual(['first', '1']);
  expect(show('a third', undefined, null)).toEqual(['first', '1']);
});

test('a form writes over the version that its reader was told of, whatever was saved since', () => {
  const show = opened();
  expect(show('', { id: 'row', version: 1 }, null)).toEqual(['row', '1']);
  expect(show('', { id: 'row', version: 2 }, null)).toEqual(['row', '1']);
  expect(show('', { id: 'row', version: 3 }, { values: { id: 'row', seen: '2' } })).toEqual(['row', '2']);
  expect(show('', { id: 'row', version: 4 }, { values: { id: 'row', seen: '2' } })).toEqual(['row', '2']);
});
