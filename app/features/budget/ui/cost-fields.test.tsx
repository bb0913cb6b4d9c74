// @vitest-environment happy-dom
import type { FormHTMLAttributes } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { Form, type FormAnswer } from '~/ui/form';
import { FreshId } from './cost-fields';

// Forms of Remix want a router around them; without JavaScript they are these.
vi.mock('@remix-run/react', () => ({
  Form: ({ children }: FormHTMLAttributes<HTMLFormElement>) => <form>{children}</form>,
  useActionData: () => undefined,
  useFormAction: () => '/',
  useLocation: () => ({ pathname: '/' }),
  useNavigation: () => ({ state: 'idle' }),
}));

function sent(row: { id: string; version: number } | undefined, answer: FormAnswer | null) {
  document.body.innerHTML = renderToString(
    <Form answer={answer}>
      <FreshId fresh="another" row={row} />
    </Form>,
  );
  const form = new FormData(document.querySelector('form') as HTMLFormElement);
  return [form.get('id'), form.get('seen')];
}

test('a new row that is sent again is the one that it was', () => {
  expect(sent(undefined, null)).toEqual(['another', '0']);
  expect(sent(undefined, { values: { id: 'first', seen: '0' } })).toEqual(['first', '0']);
  // What did not arrive comes back as the lists of a form.
  expect(sent(undefined, { values: { id: ['first'], seen: ['0'] } })).toEqual(['first', '0']);
});

test('a form writes over the version that its reader was told of, whatever was saved since', () => {
  expect(sent({ id: 'row', version: 1 }, null)).toEqual(['row', '1']);
  expect(sent({ id: 'row', version: 1 }, { values: { id: 'row', seen: '2' } })).toEqual(['row', '2']);
});
